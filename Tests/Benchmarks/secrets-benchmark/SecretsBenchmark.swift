import ManentCore
import ManentSecrets

/// Prints how fast texts are scanned for credentials, and how many of them are taken for one by mistake.
///
/// The arguments are files and folders of texts that hold no credential.
@main enum SecretsBenchmark {
  static func main() throws {
    var texts: [(path: Path, bytes: [UInt8])] = []
    for argument in CommandLine.arguments.dropFirst() {
      try collect(Path(argument).absolute(from: Platform.currentFolder), &texts)
    }
    let total = texts.reduce(0) { $0 + $1.bytes.count }
    var found = 0
    let clock = ContinuousClock()
    var best = Duration.seconds(1000)
    for round in 0..<20 {
      let time = clock.measure {
        for text in texts {
          let findings = SecretScanner.findings(in: text.bytes)
          guard round == 0 else { continue }
          found += findings.count
          for finding in findings { print("\(text.path):\(finding.line): \(finding.kind)") }
        }
      }
      best = min(best, time)
    }
    let question = Array("What does the boundary layer on a flat plate do to the heat transfer?".utf8)
    let one = clock.measure { for _ in 0..<10_000 { precondition(SecretScanner.findings(in: question).isEmpty) } }
    print("\(found) false findings in \(texts.count) files of \(total) bytes")
    print(
      "\(Int(Double(total) / (best / .seconds(1)) / 1e6)) MB/s; a question of \(question.count) bytes: \(one / 10_000)")
  }

  private static func collect(_ path: Path, _ texts: inout [(path: Path, bytes: [UInt8])]) throws {
    if try Files.statusFollowingLinks(path)?.kind == .folder {
      for name in try Files.list(path) where !name.hasPrefix(".") { try collect(path / name, &texts) }
    } else {
      texts.append((path, try Files.read(path)))
    }
  }
}
