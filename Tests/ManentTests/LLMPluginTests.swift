import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// The bridge to `llm`: the real one where it is installed with `llm-echo`, else a stand-in with its interface.
@Suite(.temporaryFolder, .slow) struct `The bridge to llm` {
  private var manent: Tool
  private let root: Path

  /// Whether the real one is there, with the model that needs no network.
  private static let isReal: Bool = {
    let program = Program(in: "/tmp", environment: ProcessInfo.processInfo.environment)
    let listed = try? program.run(["llm", "models", "list"])
    return listed?.output.split(separator: "\n").contains { $0.hasSuffix(": echo") } ?? false
  }()

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
    guard !Self.isReal else {
      manent.environment["LLM_USER_PATH"] = (manent.base / "llm").string
      try manent.shell("llm", "models", "default", "echo")
      return
    }
    try install("#!\(manent.base)/python/bin/python3\n")
  }

  /// Installs the stand-in as a package installer would: a program whose first lines name a Python of its own.
  private func install(_ beginning: String) throws {
    let package = Path(#filePath).parent.parent / "Models"
    let python = manent.base / "python/bin"
    try manent.write(
      "\(python)/python3", "#!/bin/sh\nPYTHONDONTWRITEBYTECODE=1 PYTHONPATH=\(package) exec python3 \"$@\"\n")
    try manent.write("\(python)/llm", beginning + "import llm\n")
    try manent.shell("chmod", "+x", "\(python)/python3", "\(python)/llm")
  }

  private var tool: Tool {
    var tool = manent
    if !Self.isReal {
      // Before all other programs, but for the Python of the stand-in's own Python.
      _ = try? manent.shell("ln", "-sf", "\(manent.base)/python/bin/llm", "\(manent.base)/tmp/llm")
      tool.environment["PATH"] = "\(manent.base)/tmp:" + (manent.environment["PATH"] ?? "")
    }
    return tool
  }

  private func ask(_ model: String, _ message: String) throws -> Program.Outcome {
    try tool("-w", "work", "chat", "--cid", "c1", "--no-documents", "-p", "llm", "-m", model, message)
  }

  @Test func `hands a model the message, the instructions and what was said before`() throws {
    #expect(try ask("echo", "Hi there").status == 0)
    let chat = try manent.chatFolder(root) / "chat.yaml"
    try manent.write(chat.string, try chat.text + "instructions: Be brief.\n")
    let outcome = try ask("echo", "And now?")
    let echoed = try JSON(parsing: outcome.output)
    #expect(echoed["prompt"] == "And now?" && echoed["system"] == "Be brief.", "\(outcome)")
    #expect(echoed["previous"]?.array?.compactMap { $0["prompt"]?.string } == ["Hi there"], "\(outcome)")
    let message = try #require(try manent.lines(root).last)
    #expect(
      message["provider"] == "llm" && message["model"] == "echo" && message["usage"]?["input_tokens"]?.int ?? 0 > 0)
    let cited = try tool("-w", "work", "chat", "-p", "llm", "-m", "echo", "How do I add a document?")
    #expect(cited.output.contains("run `manent add PATH`") && cited.output.contains("\n[1] guide.md"), "\(cited)")
  }

  @Test func `lists its models and names one that is not there`() throws {
    let models = try tool.succeed("models", "llm").split(separator: "\n")
    #expect(models.contains("llm:echo"), "\(models)")
    let unknown = try ask("nope", "Hi")
    unknown.expectFailure(1, saying: "llm has no model 'nope'; 'manent models llm' lists those that there are")
    try ask("echo-needs-key", "Hi").expectFailure(
      1, saying: "No key found - add one using 'llm keys set echo-needs-key'")
    // Its own default answers when none is named.
    #expect(
      try tool.succeed("-w", "work", "chat", "--new", "-p", "llm", "--no-documents", "Hi").contains(
        "\"prompt\": \"Hi\""))
  }

  @Test func `passes the suite that plugins are put to`() throws {
    let outcome = try tool("plugins", "check", "llm")
    #expect(outcome.status == 0 && outcome.output.contains("'llm' meets"), "\(outcome)")
  }

  @Test func `is listed with the reason when there is no llm`() throws {
    var bare = manent
    try manent.shell(
      "ln", "-s", try manent.shell("sh", "-c", "command -v python3").trimmingCharacters(in: .newlines),
      "\(manent.base)/tmp/python3")
    bare.environment["PATH"] = "\(manent.base)/tmp"
    let listed = try JSON(
      parsing: Program(in: manent.folder, environment: bare.environment).run(
        ["/usr/bin/env", Tool.program.string, "plugins", "--json"]).output)
    let plugin = listed.array?.first { $0["name"] == "llm" }
    #expect(plugin?["rejection"] == "it needs 'llm', which is not on the search path", "\(listed)")
  }

  @Test(.enabled(if: !isReal, "the models that misbehave are the stand-in's"))
  func `keeps the part of a model that fails, and what a model prints out of the answer`() throws {
    let broken = try ask("broken", "Hi")
    #expect(broken.status == 1 && broken.errors.contains("out of memory"), "\(broken)")
    #expect(try manent.lines(root).last?["content"] == "The first half")
    let noisy = try ask("noisy", "Hi")
    #expect(noisy.status == 0 && !noisy.output.contains("a model that prints"), "\(noisy)")
    let script = """
      "$0" -w work chat --cid c1 -p llm -m endless Hello > answer & child=$!
      for i in $(seq 500); do [ -s answer ] && break; sleep 0.02; done
      kill -INT $child; wait $child
      """
    let stopped = try Program(in: manent.folder, environment: tool.environment).run([
      "bash", "-c", script, Tool.program.string,
    ])
    #expect(stopped.status == 130, "\(stopped)")
    #expect(try manent.lines(root).last?["status"] == "interrupted")
  }

  @Test(
    .enabled(if: !isReal, "the real one is installed in one way"),
    arguments: ["#!/usr/bin/env python3-of-llm\n", "#!/bin/sh\n'''exec' \"PYTHON\" \"$0\" \"$@\"\n' '''\n"])
  func `finds the Python of llm however llm was installed`(_ beginning: String) throws {
    let python = "\(manent.base)/python/bin/python3"
    try install(beginning.replacing("PYTHON", with: python))
    try manent.shell("ln", "-s", python, "\(manent.base)/tmp/python3-of-llm")
    #expect(try ask("echo", "Hi").status == 0)
  }
}
