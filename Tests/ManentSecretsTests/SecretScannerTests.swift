import Foundation
import ManentSecrets
import Testing

@Suite struct SecretScannerTests {
  private static let key = "sk-" + "Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eU"

  @Test func `A finding names the kind, the line and the bytes, and a redaction replaces them`() {
    let text = "First line.\nMy key is \(Self.key), take care.\n"
    let redacted = SecretScanner.redacted(text)
    #expect(redacted.text == "First line.\nMy key is [redacted: OpenAI key], take care.\n")
    #expect(redacted.findings.map(\.line) == [2])
    #expect(redacted.findings.map(\.kindWithArticle) == ["an OpenAI key"])
    #expect(SecretScanner.findings(in: redacted.text).isEmpty)
  }

  @Test func `Where two rows fit the same bytes the more telling one names them`() {
    let found = SecretScanner.findings(in: "OPENAI_API_KEY=\(Self.key)\n")
    #expect(found.map(\.kind) == ["OpenAI key"])
    #expect(found.first?.range == 15..<15 + Self.key.utf8.count)
  }

  @Test func `Several credentials of a text are found in its order`() {
    let text = "a \(Self.key)\nb https://ada:s3cr3tHunter@example.org/\n\nc AKIA" + "QZ7WX3MNP5RT2KJH\n"
    let found = SecretScanner.findings(in: text)
    #expect(found.map(\.kind) == ["OpenAI key", "password in a URL", "AWS access key id"])
    #expect(found.map(\.line) == [1, 2, 4])
    #expect(SecretScanner.findings(in: text, limit: 2) == Array(found.prefix(2)))
  }

  @Test func `A private key is found to its last line, and a redaction leaves nothing of it`() {
    let lines = (0..<3).map { _ in "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj" }
    let block = "-----BEGIN " + "RSA PRIVATE KEY-----\n\(lines.joined(separator: "\n"))\n-----END RSA PRIVATE KEY-----"
    #expect(SecretScanner.redacted("before\n\(block)\nafter").text == "before\n[redacted: private key]\nafter")
    #expect(
      SecretScanner.redacted("before\n\(block.prefix(180))").text.hasPrefix("before\n[redacted: private key]"))
  }

  @Test func `A credential is found at both ends of a text, and behind an escaped line feed`() {
    #expect(SecretScanner.findings(in: Self.key).first?.range == 0..<Self.key.utf8.count)
    #expect(SecretScanner.findings(in: #"{"text":"first\n\#(Self.key)\nlast"}"#).count == 1)
    #expect(SecretScanner.findings(in: "").isEmpty)
    #expect(SecretScanner.findings(in: "sk").isEmpty)
  }

  @Test func `Random bytes and endless repetitions end, and no range leaves the text`() {
    var generator = SystemRandomNumberGenerator()
    for length in [1, 2, 3, 64, 4096] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      for finding in SecretScanner.findings(in: bytes) { #expect(finding.range.upperBound <= length) }
    }
    for piece in [
      "sk-", "token=", "password: ", "://a:", "-----BEGIN RSA PRIVATE KEY-----\n", "eyJ", "eyJ.", "secret", ":AA",
      "-us",
      "AccountKey=", "bearer ", "\"'`\\",
    ] {
      let text = String(repeating: piece, count: 20_000)
      for finding in SecretScanner.findings(in: text) { #expect(finding.range.upperBound <= text.utf8.count) }
    }
  }

  /// Every text of the data folder that the benchmarks use is free of credentials.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: collections), "needs a data folder in MANENT_DATA"))
  func `Nothing is found in paragraphs, abstracts, questions and dialogs`() throws {
    var bytes = 0
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.collections)
    for file in files where file.hasSuffix(".jsonl") {
      let text = try Data(contentsOf: URL(fileURLWithPath: Self.collections + "/" + file))
      bytes += text.count
      let found = SecretScanner.findings(in: Array(text))
      #expect(found.isEmpty, "\(file): \(found)")
    }
    #expect(bytes > 1_000_000)
  }

  static let collections = ProcessInfo.processInfo.environment["MANENT_DATA"] ?? ""
}
