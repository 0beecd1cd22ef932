extension SecretScanner {
  /// A text with each credential replaced by `[redacted: KIND]`, and what was found.
  public static func redacted(_ text: String) -> (text: String, findings: [SecretFinding]) {
    let findings = findings(in: text)
    guard !findings.isEmpty else { return (text, []) }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    for finding in findings {
      result += bytes[position..<finding.range.lowerBound]
      result += finding.replacement.utf8
      position = finding.range.upperBound
    }
    result += bytes[position...]
    return (String(decoding: result, as: UTF8.self), findings)
  }
}
