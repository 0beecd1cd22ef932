import ManentCore
import ManentPlugins
import TestSupport

/// A plugin that a test writes: a program in Python or shell with a manifest beside it.
struct SamplePlugin {
  let folder: Path

  /// Writes the plugin into the test's folder.
  init(_ name: String, dialect: String, kinds: String = "[provider]", program: String, more: String = "") throws {
    folder = TemporaryFolder.current / "plugins" / name
    try Files.makeFolders(folder)
    try Files.writeAtomically(
      Array(
        "name: \(name)\nversion: 1.0.0\nkinds: \(kinds)\nprotocol: \(dialect)\ncommand: [./run]\n\(more)".utf8),
      to: folder / "plugin.yaml")
    try Files.writeNew(Array(program.utf8), to: folder / "run", mode: 0o755)
  }

  /// What the manifest says.
  var manifest: PluginManifest {
    get throws { try PluginManifest(parsing: Files.read(folder / "plugin.yaml"), folder: folder) }
  }

  /// The environment of the tests: a search path, and a home of their own.
  static var environment: [String: String] {
    ["PATH": Platform.environment["PATH"] ?? "", "HOME": TemporaryFolder.current.string, "SECRET": "not for plugins"]
  }

  /// A plugin in Python that answers JSON-RPC by a table from method to code; `say` and `request` are at hand.
  static func speaking(_ name: String, kinds: String = "[provider]", _ body: String) throws -> SamplePlugin {
    try SamplePlugin(
      name, dialect: "jsonrpc", kinds: kinds,
      program: """
        #!/usr/bin/env python3
        import json, os, signal, sys, time
        def say(message): sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\\n"); sys.stdout.flush()
        for line in sys.stdin:
            request = json.loads(line)
            method, params, id = request["method"], request.get("params", {}), request.get("id")
            if method == "initialize":
                say({"id": id, "result": {"name": "\(name)", "version": "1.0.0", "models": []}})
            elif method == "shutdown":
                say({"id": id, "result": None}); break
            else:
        \(body.split(separator: "\n").map { "        " + $0 }.joined(separator: "\n"))

        """)
  }
}
