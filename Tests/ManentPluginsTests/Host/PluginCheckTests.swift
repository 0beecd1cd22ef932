import ManentCore
import ManentPlugins
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The conformance suite` {
  private func failures(_ plugin: SamplePlugin) throws -> [String] {
    let limits = PluginLimits(
      firstByte: .seconds(5), total: .seconds(8), outputBytes: 1 << 20, grace: .milliseconds(500))
    return try PluginCheck(of: plugin.manifest, environment: SamplePlugin.environment, limits: limits).run()
      .filter(\.isFailure).map(\.demand)
  }

  private static let answers = """
    if method == "answer":
        for word in ["Well, ", "well."]: say({"method": "answer/delta", "params": {"id": id, "text": word}})
        say({"id": id, "result": {"content": "Well, well."}})
    elif method == "embed":
        say({"id": id, "result": {"vectors": [[len(text) + 1.0, 2.0] for text in params["texts"]], "dimensions": 2}})
    elif method == "extract":
        say({"id": id, "error": {"code": -32000, "message": "no such file"}})
    elif method == "observe":
        say({"id": id, "result": {"state": {"messages": len(params["messages"])}}})
    elif id is not None:
        say({"id": id, "error": {"code": -32601, "message": "no such method"}})
    """

  @Test func `has nothing to say against a plugin that does all`() throws {
    let plugin = try SamplePlugin(
      "all", dialect: "jsonrpc", kinds: "[provider, embedder, extractor, observer]",
      program: try String(
        decoding: Files.read(SamplePlugin.speaking("other", Self.answers).folder / "run"), as: UTF8.self),
      more: "extensions: [xyz]\n")
    #expect(try failures(plugin) == [])
  }

  @Test func `has nothing to say against cat`() throws {
    #expect(try failures(SamplePlugin("cat", dialect: "text", program: "#!/bin/sh\nexec cat\n")) == [])
  }

  @Test func `names what a careless plugin does not do`() throws {
    let plugin = try SamplePlugin.speaking(
      "careless", "say({\"id\": id, \"result\": {\"content\": \"\"}})")
    #expect(
      try failures(plugin) == [
        "it answers an unknown method with an error, and goes on",
        "its pieces in order are the content of its answer, for every kind of message",
        "it answers the first message of a chat, with no passages and no state", "whoever listens can stop it",
        "after an answer was cancelled it gives the next one",
      ])
  }
}
