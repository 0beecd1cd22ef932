extension PluginScaffold {
  /// A plugin in Python that speaks JSON-RPC: one message a line, standard error is a log.
  var python: String {
    let handlers = kinds.map { kind in
      switch kind {
      case .provider: Self.pythonAnswer
      case .embedder: Self.pythonEmbed
      case .extractor: Self.pythonExtract
      case .observer: Self.pythonObserve
      }
    }
    let names = kinds.map { "\"\(Self.method(of: $0))\": \(Self.method(of: $0))" }.joined(separator: ", ")
    return """
      #!/usr/bin/env python3
      \"""A plugin for Manent: JSON-RPC 2.0, one message a line, over standard input and output.\"""
      import json
      import sys


      def say(message):
          sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\\n")
          sys.stdout.flush()


      def initialize(id, params):
          return {"protocol_version": 1, "name": "\(name)", "version": "0.1.0", "models": []}


      \(handlers.joined(separator: "\n\n"))

      METHODS = {"initialize": initialize, \(names)}

      for line in sys.stdin:
          request = json.loads(line)
          method, id = request["method"], request.get("id")
          if id is None:
              continue  # a notification, such as 'cancelled': this plugin is always done before it reads one
          if method == "shutdown":
              say({"id": id, "result": None})
              break
          if method not in METHODS:
              say({"id": id, "error": {"code": -32601, "message": f"no method {method}"}})
              continue
          try:
              say({"id": id, "result": METHODS[method](id, request.get("params", {}))})
          except Exception as error:
              say({"id": id, "error": {"code": -32000, "message": str(error)}})

      """
  }

  static func method(of kind: PluginManifest.Kind) -> String {
    switch kind {
    case .provider: "answer"
    case .embedder: "embed"
    case .extractor: "extract"
    case .observer: "observe"
    }
  }

  private static let pythonAnswer = """
    def answer(id, params):
        words = params["messages"][-1]["content"].split()
        pieces = ["You wrote ", str(len(words)), " words."]
        for piece in pieces:
            say({"method": "answer/delta", "params": {"id": id, "text": piece}})
        return {"content": "".join(pieces), "finish_reason": "stop"}

    """

  private static let pythonEmbed = """
    def embed(id, params):
        # How often each letter comes, which is an embedding of a kind.
        vectors = []
        for text in params["texts"]:
            vector = [1.0] + [float(text.lower().count(letter)) for letter in "abcdefghijklmnopqrstuvwxyz"]
            vectors.append(vector)
        return {"vectors": vectors, "dimensions": 27, "model": "letters"}

    """

  private static let pythonExtract = """
    def extract(id, params):
        with open(params["path"], "rb") as file:
            text = file.read().decode("utf-8")
        return {"text": text, "pages": [{"start": 0, "end": len(text.encode())}], "title": ""}

    """

  private static let pythonObserve = """
    def observe(id, params):
        return {"state": {"messages_seen": len(params["messages"])}}

    """
}
