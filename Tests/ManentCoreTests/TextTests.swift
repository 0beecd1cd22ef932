import ManentCore
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("retentoin", "retention"), ("RETENTION", "retention"), ("provder", "provider"), ("indx", "index"),
    ("something", nil), ("", nil), ("xyz", nil),
  ])
  func `A misspelled word finds the one that was meant`(word: String, expected: String?) {
    #expect(Nearest.match(for: word, in: ["provider", "retention", "index"]) == expected)
  }

  @Test func `Of equally near words the first one is taken`() {
    #expect(Nearest.match(for: "cat", in: ["bat", "hat"]) == "bat")
    #expect(Nearest.match(for: "cat", in: ["bat", "cats", "cat"]) == "cat")
  }

  @Test(arguments: [
    ("*.md", "a.md", true), ("*.md", "notes/a.md", true), ("*.md", "a.mdx", false), ("notes/*", "notes/a/b", true),
    ("?.md", "a.md", true), ("?.md", "ab.md", false), ("[a-c].md", "b.md", true), ("[!a-c].md", "b.md", false),
    ("a.md", "a.md", true), ("*", "", true), ("", "a", false), ("*é*", "café.md", true), ("?.md", "é.md", true),
    ("[é].md", "é.md", true), ("caf?.md", "café.md", true), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-b-c-d", false),
    ("[]].md", "].md", true), ("[a-].md", "-.md", true), ("[a", "[a", true), ("\\*", "*", true), ("\\*", "a", false),
    ("**/*.md", "a/b/c.md", true), ("*a", "aaab", false), ("[z-a]", "b", false),
  ])
  func `A pattern fits whole names`(pattern: String, name: String, fits: Bool) {
    #expect(Glob(pattern).matches(name) == fits)
  }

  @Test func `A pattern of many stars takes no longer than its length allows`() {
    let name = String(repeating: "a", count: 1000)
    #expect(!Glob(String(repeating: "*a", count: 100) + "b").matches(name))
  }
}
