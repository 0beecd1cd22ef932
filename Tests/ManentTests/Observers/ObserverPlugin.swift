import ManentCore
import TestSupport

/// Puts plugins that observe into the machine settings of a tool.
struct ObserverPlugin {
  let folder: Path

  /// A plugin in Python; `body` is what it does when it is asked, with `id`, `messages`, `state` and `say` at hand.
  ///
  /// It writes each request that it gets as a line of `asked` in its folder.
  init(_ name: String, for manent: Tool, _ body: String, more: String = "") throws {
    folder = manent.base / "config/manent/plugins" / name
    try manent.write(
      "\(folder)/plugin.yaml",
      "name: \(name)\nversion: 1.0.0\nkinds: [observer]\nprotocol: jsonrpc\ncommand: [./run.py]\n\(more)")
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "        \($0)\n" }.joined()
    try manent.write(
      "\(folder)/run.py",
      """
      #!/usr/bin/env python3
      import json, os, signal, sys, time
      FOLDER = os.path.dirname(os.path.abspath(__file__))
      def say(**message):
          sys.stdout.write(json.dumps(dict(jsonrpc="2.0", **message)) + "\\n")
          sys.stdout.flush()
      def patch(state): say(id=id, result={"state": state})
      for line in sys.stdin:
          request = json.loads(line)
          method, id, params = request["method"], request.get("id"), request.get("params", {})
          if method == "initialize": say(id=id, result={"name": "\(name)", "version": VERSION})
          elif method == "shutdown": say(id=id, result=None); break
          elif method == "observe":
              messages, state = params["messages"], params["state"]
              with open(FOLDER + "/asked", "a") as file: file.write(json.dumps(params) + "\\n")
      \(lines)
      """.replacing("\"version\": VERSION", with: "\"version\": \"1.0.0\""))
    try manent.shell("chmod", "+x", "\(folder)/run.py")
  }

  /// One that counts the turns that it has seen, in the member of the state that is called so.
  static func counting(_ member: String, for manent: Tool) throws -> ObserverPlugin {
    try ObserverPlugin(member, for: manent, "patch({\"\(member)\": state.get(\"\(member)\", 0) + 1})")
  }

  /// What it was asked, a line of JSON each.
  var asked: [String] {
    get throws {
      guard Files.exists(folder / "asked") else { return [] }
      return String(decoding: try Files.read(folder / "asked"), as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }
}
