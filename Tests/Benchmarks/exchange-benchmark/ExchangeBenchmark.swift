import ManentChats
import ManentCore
import ManentExchange
import ManentFormats
import ManentWorkspace

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How fast chats are given out and taken in:
/// `swift run -c release exchange-benchmark [CHATS] [MESSAGES] [BYTES] [FORMAT…]`.
///
/// By default 100,000 chats of 20 messages of 500 bytes are given out in every form, and 10,000 conversations of 4
/// messages are taken in, the latter not where forms are named: `exchange-benchmark 50000 100 1000 json` tells of 5 GB
/// alone. Processor time is that of all threads together, and tells more than time on a busy machine. The
/// peak of memory is that of the process until then, as the system tells it.
@main struct ExchangeBenchmark {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let chats = numbers.first ?? 100_000
    let messages = numbers.dropFirst().first ?? 20
    let bytes = numbers.dropFirst(2).first ?? 500
    let formats = CommandLine.arguments.dropFirst().compactMap { ExportFormat(rawValue: $0) }
    let folder = try Files.makeTemporaryFolder(prefix: "exchange-benchmark-", environment: Platform.environment)
    defer { try? Files.removeTree(folder) }
    if formats.isEmpty { try takeIn(folder) }
    try giveOut(
      folder, chats: chats, messages: messages, bytes: bytes, as: formats.isEmpty ? ExportFormat.allCases : formats)
  }

  /// Imports 10,000 conversations in the form that OpenAI has, then the same again.
  private static func takeIn(_ folder: Path) throws {
    let source = folder / "conversations.jsonl"
    let lines = (0..<10_000).map { MadeUpChats.conversation($0, messages: 4, bytes: 500) + "\n" }.joined()
    try Files.writeAtomically(Array(lines.utf8), to: source)
    let workspace = try MadeUpChats.workspace(in: folder / "imported")
    for round in ["import", "the same again"] {
      var summary: ImportSummary?
      let began = processor
      let time = try ContinuousClock().measure { summary = try Importer(into: workspace).run(source) }
      let chats = summary?.chats ?? ImportReport()
      let turn = time / 20_000
      print(
        "\(round): \(chats.added) added, \(chats.unchanged) unchanged, \(lines.utf8.count / 1_000_000) MB in "
          + "\(seconds(time)), \(microseconds(turn)) a turn, \(seconds(.seconds(processor - began))) of processor; peak \(peak)"
      )
    }
  }

  private static func giveOut(
    _ folder: Path, chats: Int, messages: Int, bytes: Int, as formats: [ExportFormat]
  ) throws {
    let workspace = try MadeUpChats.workspace(in: folder / "exported")
    var written = 0
    for chat in 0..<chats {
      written += try MadeUpChats.write(chat, in: workspace.root, messages: messages, bytes: bytes)
    }
    print("\(chats) chats of \(messages) messages, \(written / 1_000_000) MB; peak \(peak)")
    let exporter = Exporter(of: workspace)
    var choices: [ExportChoice] = []
    let listing = try ContinuousClock().measure { choices = try exporter.chats(matching: ExportFilter()) }
    print("listed for the first time in \(seconds(listing)); peak \(peak)")
    for format in formats {
      var size = 0
      let began = processor
      let time = try ContinuousClock().measure {
        choices = try exporter.chats(matching: ExportFilter())
        let report = try exporter.export(choices, as: format) { size += $0.count }
        precondition(report.failures.isEmpty && report.chats == chats)
      }
      let rate = Double(size) / 1e6 / (time / .seconds(1))
      print(
        "\(format.rawValue): \(size / 1_000_000) MB in \(seconds(time)), \(Int(rate)) MB/s, \(seconds(.seconds(processor - began))) of processor; peak \(peak)"
      )
    }
  }

  private static func seconds(_ time: Duration) -> String {
    "\((time / .milliseconds(1)).rounded() / 1000) s"
  }

  private static func microseconds(_ time: Duration) -> String { "\(Int(time / .microseconds(1))) µs" }

  /// The processor time of this process so far, in seconds.
  private static var processor: Double { Double(clock()) / 1_000_000 }

  /// The most memory that the process has had so far.
  private static var peak: String {
    let status = (try? Files.read("/proc/self/status")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return line.map { $0.dropFirst(6).filter { $0 != "\t" && $0 != " " }.description } ?? "unknown"
  }
}
