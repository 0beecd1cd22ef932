import ManentCore
import TestSupport
import Testing

@Suite(.disabled(if: Platform.environment["MANENT_RECORD"] == "1", "recording"))
struct GoldenTests {
  @Test func `A text that differs from what was recorded is an issue that names the first line`() throws {
    try withKnownIssue {
      try Golden.expect("Usage: other\n", matches: "help-root.txt")
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.hasPrefix("help-root.txt:1: recorded 'Usage: sample [OPTIONS] COMMAND', now 'Usage: other'")
      }
    }
  }

  @Test func `A text that was never recorded is an issue`() throws {
    try withKnownIssue {
      try Golden.expect("", matches: "never.txt")
    } matching: { issue in
      issue.comments.contains { $0.rawValue == "never.txt was never recorded; do so with MANENT_RECORD=1" }
    }
  }
}
