import ManentSecrets
import Testing

@Suite struct SecretPatternTests {
  @Test(arguments: SecretPattern.all.indices) func `A row finds its examples, and calls them by its name`(row: Int) {
    let pattern = SecretPattern.all[row]
    #expect(!pattern.matches.isEmpty)
    for example in pattern.matches {
      let kinds = SecretScanner.findings(in: SecretPattern.text(ofExample: example)).map(\.kind)
      #expect(kinds.contains(pattern.kind), "\(pattern.kind): \(example) gives \(kinds)")
    }
  }

  @Test(arguments: SecretPattern.all.indices) func `Nothing is found in what only looks like it`(row: Int) {
    let pattern = SecretPattern.all[row]
    for example in pattern.misses {
      let findings = SecretScanner.findings(in: SecretPattern.text(ofExample: example))
      #expect(findings.isEmpty, "\(pattern.kind): \(example) gives \(findings.map(\.kind))")
    }
  }

  @Test(arguments: SecretPattern.all.indices) func `A row alone finds its examples too`(row: Int) {
    let pattern = SecretPattern.all[row]
    let scanner = SecretScanner([pattern])
    for example in pattern.matches {
      let bytes = Array(SecretPattern.text(ofExample: example).utf8)
      #expect(bytes.withUnsafeBytes { scanner.findings(in: $0) }.count >= 1, "\(pattern.kind): \(example)")
    }
  }
}
