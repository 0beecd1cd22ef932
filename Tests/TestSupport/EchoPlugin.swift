public import ManentCore

/// A provider for tests: it says what it is told, in ways that a message asks for.
///
/// `stream N` sends N pieces; `hang` sends a piece and waits to be cancelled; `wait` sends nothing before the file `go`
/// is in its folder; `call TOOL PLACE` calls a tool; `fail` breaks off; `read FILE` sends a file of its folder; anything
/// else comes back as it is.
///
/// Its models take as many tokens as the file `limit` in its folder says. What it is asked is kept in the file `asked`
/// there, once that file exists.
public struct EchoPlugin {
  /// Its folder.
  public let folder: Path

  /// Puts the plugin into the machine settings of a tool.
  public init(for manent: Tool) throws {
    folder = manent.base / "config/manent/plugins/echo"
    try Files.makeFolders(folder)
    try Files.writeNew(
      Array(
        """
        name: echo
        version: 1.0.0
        description: says what it is told
        kinds: [provider]
        protocol: jsonrpc
        command: [./echo.py]

        """.utf8), to: folder / "plugin.yaml", sync: false)
    try Files.writeNew(Array(Self.program.utf8), to: folder / "echo.py", mode: 0o755, sync: false)
  }

  /// Puts a file beside the plugin.
  public func write(_ name: String, _ text: String) throws {
    try Files.writeAtomically(Array(text.utf8), to: folder / name)
  }

  /// What it was asked since the file `asked` is there, by the names of the methods.
  public func asked() throws -> [String] {
    try String(decoding: Files.read(folder / "asked"), as: UTF8.self).split(separator: "\n").compactMap { line in
      line.split(separator: "\"method\":\"").last?.split(separator: "\"").first.map(String.init)
    }
  }

  private static let program = #"""
    #!/usr/bin/env python3
    import json, os, sys, time

    def send(**message):
        sys.stdout.write(json.dumps(dict(jsonrpc="2.0", **message)) + "\n")
        sys.stdout.flush()

    def delta(id, text):
        send(method="answer/delta", params={"id": id, "text": text})

    def answer(id, message):
        word, _, rest = message.partition(" ")
        if word == "stream":
            content = ""
            for number in range(int(rest)):
                content += f"piece {number} "
                delta(id, f"piece {number} ")
        elif word == "hang":
            content = "This is the beginning of "
            delta(id, content)
            while True:
                line = json.loads(sys.stdin.readline())
                if line.get("method") == "cancelled":
                    break
        elif word == "wait":
            while not os.path.exists("go"):
                time.sleep(0.01)
            os.remove("go")
            content = "It was worth the wait."
        elif word == "call":
            tool, _, place = rest.partition(" ")
            words = json.dumps({"place": place})
            call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": tool, "arguments": ""}}
            send(method="answer/tool_call", params={"id": id, "call": call})
            for piece in (words[:5], words[5:]):
                send(method="answer/tool_call", params={"id": id, "call": {"index": 0, "function": {"arguments": piece}}})
            whole = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": words}}
            return {"content": "", "finish_reason": "tool_calls", "tool_calls": [whole]}
        elif word == "fail":
            delta(id, "half an ")
            sys.exit(3)
        elif word == "read":
            content = open(rest, newline="").read()
            for start in range(0, len(content), 7):
                delta(id, content[start:start + 7])
        else:
            content = message
        return {"content": content, "finish_reason": "stop"}

    for line in sys.stdin:
        call = json.loads(line)
        if os.path.exists("asked"):
            with open("asked", "a") as asked:
                asked.write(line)
        if "id" not in call:
            continue
        if call["method"] == "initialize":
            send(id=call["id"], result={"name": "echo", "version": "1.0.0", "protocol_version": 1, "models": []})
        elif call["method"] == "models" and os.path.exists("limit"):
            model = {"id": call["params"].get("model") or "echo", "context_tokens": int(open("limit").read())}
            send(id=call["id"], result={"models": [model]})
        elif call["method"] == "answer":
            send(id=call["id"], result=answer(call["id"], call["params"]["messages"][-1]["content"]))
        else:
            send(id=call["id"], result={})
            if call["method"] == "shutdown":
                break

    """#
}
