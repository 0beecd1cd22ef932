import ManentCore
import ManentFormats
import TestSupport
import Testing

/// The real `llm` from PyPI with a plugin of its own that needs no network, as `.ci/python` installs them.
@Suite(
  .temporaryFolder, .slow, .enabled(if: PythonPackages.hasLLM, "needs llm and llm-echo (.ci/python installs them)"))
struct LLMPackageTests {
  private let manent: Tool
  private let root: Path

  init() throws {
    var manent = try Tool()
    root = try manent.makeWorkspace()
    // Behind all others, so that only llm comes from there.
    manent.environment["PATH"] = (manent.environment["PATH"] ?? "") + ":\(PythonPackages.programs)"
    manent.environment["LLM_USER_PATH"] = (manent.base / "llm").string
    self.manent = manent
  }

  @Test func `Its models answer through the bridge, with what was said before`() throws {
    #expect(try manent.succeed("models", "llm").split(separator: "\n").contains("llm:echo"))
    for message in ["Hi there", "And now?"] {
      let outcome = try manent("-w", "work", "chat", "--cid", "c1", "--no-documents", "-m", "llm:echo", message)
      #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
    }
    let line = try #require(try manent.lines(root).last)
    #expect(line["provider"] == "llm" && line["model"] == "echo", "\(line)")
    let echoed = try JSON(parsing: try #require(line["content"]?.string))
    #expect(echoed["prompt"] == "And now?", "\(echoed)")
    #expect(echoed["previous"]?.array?.compactMap { $0["prompt"]?.string } == ["Hi there"], "\(echoed)")
  }

  @Test func `The bridge passes the suite with it`() throws {
    try manent.shell("llm", "models", "default", "echo")
    let outcome = try manent("plugins", "check", "llm")
    #expect(outcome.status == 0 && outcome.output.contains("'llm' meets"), "\(outcome)")
  }
}
