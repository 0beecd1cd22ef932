import Foundation
import ManentSecrets
import Testing

/// Credentials that are not written in one piece.
@Suite struct DisguisedSecretTests {
  /// Credentials of the commonest kinds; `·` stands for nothing.
  static let credentials = [
    "sk-proj-·Zk3vT9qLw2Xb7RmN4cYd8GhJ5pFsA1eUZk3vT9qLw2Xb7RmN", "AKIA·QZ7WX3MNP5RT2KJH",
    "ghp_·0v1lzDbwlhPkTOwSMzkAQpYOY6KHK9aDrpAT", "glpat-·2zz9GP590GHKMyIBXy-e",
    "xoxb-·459875798694-8868453775002-rDOWZz2gZL9tmhjYiBYOmuuU",
    "https://hooks.slack·.com/services/TI3ZNPXC9/BB7986Z0VC4/7bmO7EeVO1TUxSVv1U0O3og3",
    "sk_·live_rXzWdIz50lyeDSkTcA3y5Xfs",
    "npm_·4Zo4IXGEt11dsgX1AQjb9SjogubiwRbKjT8s",
    "SG·.k_zQvVETugn1ltNkHSNzdz.ok1t55FXcE7el-y2FhkXF4fISpGp45yhYthHMjMoywW",
    "shpat·_58c04b608436325ba0af0dc003bd3b5b",
    "dop_v1·_5f6ce8063d50a800bd375a96c54f9cea8aa19cf782323d3b4fd1fba8363f42b9",
    "SK·1d1955786ebfa86d7f76b35810bfa4b5", "my_api_key=·PcELAJGWPdw7RZc2ejPozNA3KCo0kM6a",
  ].map(SecretPattern.text(ofExample:))

  /// The text with its credential gone.
  private func redacted(_ text: String) -> String {
    let redacted = SecretScanner.redacted(text)
    return redacted.text
  }

  @Test(arguments: credentials, ["\n", "\n    ", "\r\n", " \\\n  ", "\"\n  \"", "\n> ", "\" +\n \""])
  func `A credential that goes on in the next line is found whole`(credential: String, lineBreak: String) {
    for share in [3, 2] {
      let middle = credential.index(credential.startIndex, offsetBy: credential.count * (share - 1) / share)
      let wrapped = credential[..<middle] + lineBreak + credential[middle...]
      let result = redacted("Here it is: \(wrapped)\nthanks for all")
      #expect(result.contains("[redacted: "), "\(wrapped)")
      #expect(result.hasPrefix("Here it is: ") && result.hasSuffix("]\nthanks for all"), "\(result)")
    }
  }

  @Test(arguments: credentials) func `A credential in base64 is found, on one line and on several`(credential: String) {
    let text = Data("export KEY=\(credential)\n".utf8).base64EncodedString()
    #expect(redacted("data: \(text)\nend").hasPrefix("data: [redacted: "))
    let lines = stride(from: 0, to: text.count, by: 20).map { text.dropFirst($0).prefix(20) }.joined(separator: "\n")
    let result = redacted("data:\n\(lines)\nend of it")
    #expect(result.contains("[redacted: ") && !result.contains(lines.prefix(24)), "\(result)")
  }

  @Test(arguments: credentials, ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{E0041}", "\u{202E}"])
  func `Characters that nobody sees hide no credential`(credential: String, invisible: String) {
    let everywhere = credential.map { String($0) }.joined(separator: invisible)
    #expect(redacted("a \(everywhere) b").contains("[redacted: "))
    let middle = credential.index(credential.startIndex, offsetBy: credential.count / 2)
    let once = credential[..<middle] + invisible + credential[middle...]
    let result = redacted("ä \(once) b")
    #expect(result.hasPrefix("ä ") && result.hasSuffix("] b"), "\(result)")
    #expect(SecretScanner.findings(in: "a \(once) b").first?.line == 1)
  }

  @Test func `Wrapped prose, tables, code and hashes hold none`() {
    for text in [
      "The version 2.4.1 of the program\nreads files of 16 MB and more,\nas release 2024a1 did.\n",
      "sha256: 9f86d081884c7d659a2feaa0c55ad015\na3bf4f1b2b0b822cd15d6c15b0f00a08\n",
      "let keys = [\n  \"first1\",\n  \"second2\",\n]\n", "SGVsbG8sIHdvcmxkISBUaGlzIGlzIG9ubHkgYSB0ZXh0Lg==",
      "/usr/share/doc/packages/manent/examples/first/second/third\n",
    ] {
      #expect(SecretScanner.findings(in: text).isEmpty, "\(text)")
    }
  }

  @Test func `Long blocks of base64 and endless short lines end`() {
    for piece in ["QUJD1RFRkdI\n", "a1b2c3\n", "\u{200B}x9y8z7\n", "sk-a1b2c3d4\n", "MTI0a1.\n"] {
      let text = String(repeating: piece, count: 10_000)
      for finding in SecretScanner.findings(in: text) { #expect(finding.range.upperBound <= text.utf8.count) }
    }
  }
}
