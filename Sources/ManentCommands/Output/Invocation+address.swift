import ManentCommandLine
import ManentCore
import ManentTerminal

extension Invocation {
  /// Refuses the address of something elsewhere where a path is wanted: nothing is fetched.
  ///
  /// - Parameters:
  ///   - path: as the user gave it.
  ///   - advice: what to say instead.
  func refuseAddress(_ path: String, advice: String) throws {
    guard let end = path.firstRange(of: ":/"), !Files.exists(Path(path)) else { return }
    let scheme = path[..<end.lowerBound]
    // One letter is a drive of Windows.
    guard scheme.count > 1, scheme.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    else { return }
    throw misuse("nothing is fetched from the network, nor is '\(Terminal.inertLine(path))'; \(advice)")
  }
}
