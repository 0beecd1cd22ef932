import ManentCore
import ManentRecords
import TestSupport
import Testing
import WorkspaceSupport

@testable import ManentDocuments

@Suite(.temporaryFolder) struct `A folder whose files are added` {
  private let folder = TemporaryFolder.current / "in"

  private func write(_ path: String, _ text: String = "words\n") throws {
    try Files.makeFolders((folder / path).parent)
    try Files.writeAtomically(Array(text.utf8), to: folder / path)
  }

  private func expand(_ path: Path? = nil, _ patterns: [String] = []) throws -> (
    taken: [String], skipped: [String: String]
  ) {
    let found = try DocumentSource.expand(path ?? folder, as: nil, excluding: IgnoreRules(patterns))
    let skipped = found.skipped.map { (String($0.path.dropFirst(folder.string.utf8.count + 1)), $0.error) }
    return (found.sources.map(\.name), Dictionary(skipped, uniquingKeysWith: { first, _ in first }))
  }

  @Test func `gives what people read, and tells what is left out`() throws {
    for path in [
      "a.md", "a.md~", "~$plan.docx", "node_modules/x/README.md", "web/app.min.js", "docs/searchindex.js", "#a.md#",
      "sub/b.md", ".hidden.md",
    ] { try write(path) }
    try makeLink(folder / "linked.md", to: folder / "a.md")
    try makeLink(folder / "folder", to: folder / "sub")
    let outcome = try Program(in: folder, environment: ["PATH": "/usr/bin:/bin"])
      .run(["python3", "-c", "open(b'caf\\xe9.txt', 'w').write('words')"])
    try #require(outcome.status == 0)
    let (taken, skipped) = try expand()
    #expect(taken == ["in/a.md", "in/sub/b.md"])
    #expect(
      Set(skipped.keys) == [
        "a.md~", "~$plan.docx", "node_modules", "web/app.min.js", "docs/searchindex.js", "#a.md#", "linked.md",
        "folder",
        "caf\u{FFFD}.txt",
      ], "\(skipped)")
    #expect(skipped["caf\u{FFFD}.txt"] == "its name is not UTF-8" && skipped["folder"]?.hasPrefix("a link") == true)
    #expect(try expand(nil, ["!node_modules"]).taken.contains("in/node_modules/x/README.md"))
    #expect(throws: WorkspaceError.self) { try DocumentSource.expand(folder / "caf\u{FFFD}.txt", as: nil) }
  }

  @Test func `obeys its own rules and those above it, the last one first`() throws {
    try write("../.gitignore", "/in/secret.md\n*.tmp\n")
    try Files.makeFolders(folder.parent / ".git")
    try write(".gitignore", "*.log\n!keep.log\nbuild/\n/top.md\ndocs/**/draft.md\n# no rule\n\\#odd.md\nx[0-9].md\n")
    try write("sub/.manentignore", "*.md\n!c.md\n")
    for path in [
      "a.log", "keep.log", "build/a.md", "top.md", "sub/top.txt", "docs/draft.md", "docs/a/b/draft.md", "secret.md",
      "sub/b.md", "sub/c.md", "a.tmp", "#odd.md", "x1.md", "xy.md", "sub/a.log",
    ] { try write(path) }
    #expect(try expand().taken == ["in/keep.log", "in/sub/c.md", "in/sub/top.txt", "in/xy.md"])
    #expect(try expand(nil, ["*", "!*.log", "!sub/"]).taken == ["in/a.log", "in/keep.log", "in/sub/a.log"])
  }

  @Test(arguments: [
    ("*.md", "a.md", true), ("*.md", "x/a.md", true), ("/*.md", "x/a.md", false), ("x/*", "x/a/b", false),
    ("x/**", "x/a/b", true), ("**/b", "x/a/b", true), ("**/b", "b", true), ("a/**/b", "a/b", true),
    ("a/**/b", "a/x/y/b", true), ("?.md", "é.md", true), ("[!a].md", "b.md", true), ("[!a].md", "a.md", false),
    ("[a-c]x", "bx", true), ("[a", "[a", true), ("\\*", "*", true), ("\\*", "a", false), ("a*b*c", "aXXbYYc", true),
    ("a ", "a", true), ("*", "a/b", true), ("a/b/", "a/b", false), ("*~", "a~", true),
    (String(repeating: "*a", count: 40), String(repeating: "a", count: 200) + "b", false),
  ])
  func `matches as git does`(pattern: String, path: String, matches: Bool) throws {
    #expect(try #require(IgnorePattern(pattern, base: "")).matches(path, isFolder: false) == matches)
  }

  @Test func `matches what git does, whatever the pattern`() throws {
    try Files.makeFolders(folder)
    let git = Git(folder: folder)
    try git("init", "-q")
    var random = SeededGenerator(seed: 7)
    func text(_ pieces: [String]) -> String {
      (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    let paths = Set((0..<300).map { _ in text(["a", "b", "/", "c*", "."]) })
      .filter { path in
        path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
      }.sorted()
    var count = (fits: 0, patterns: 0)
    for _ in 0..<120 {
      let line = text(["a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "\\*", ".", "c", "/**/"])
      guard let pattern = IgnorePattern(line, base: "") else { continue }
      try Files.writeAtomically(Array((line + "\n").utf8), to: folder / ".git/info/exclude")
      let ignored = Set(
        try git.run(["check-ignore", "--no-index", "--"] + paths).output.split(separator: "\n").map(String.init))
      let ours = Set(
        paths.filter { path in
          let parts = path.split(separator: "/")
          return parts.indices.contains {
            pattern.matches(parts[...$0].joined(separator: "/"), isFolder: $0 < parts.count - 1)
          }
        })
      #expect(ours == ignored, "\(line)")
      count = (count.fits + ignored.count, count.patterns + 1)
    }
    #expect(count.fits > 1000 && count.patterns > 80)
  }

  @Test func `passes over minified code, which is taken when it is named`() throws {
    let code = String(repeating: "function a(b){return b+1};", count: 400)
    try write("bundle.js", code)
    try write("plain.js", String(repeating: "let a = 1\n", count: 800))
    let sample = try SampleWorkspace()
    let report = try sample.open().add(DocumentSource.expand(folder, as: nil).sources)
    #expect(report.added == ["in/plain.js"] && report.skipped.count == 1 && report.failed == [])
    let named = try sample.open().add(DocumentSource.expand(folder / "bundle.js", as: nil).sources)
    #expect(named.added == ["bundle.js"])
  }
}
