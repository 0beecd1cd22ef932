extension PluginScaffold {
  /// A plugin in Swift that speaks JSON-RPC, in one file, with Foundation's JSON.
  var swift: String {
    let cases = kinds.map { kind in
      switch kind {
      case .provider: Self.swiftAnswer
      case .embedder: Self.swiftEmbed
      case .extractor: Self.swiftExtract
      case .observer: Self.swiftObserve
      }
    }
    return """
      // A plugin for Manent: JSON-RPC 2.0, one message a line, over standard input and output.
      import Foundation

      func say(_ message: [String: Any]) {
        var message = message
        message["jsonrpc"] = "2.0"
        guard let line = try? JSONSerialization.data(withJSONObject: message) else { return }
        FileHandle.standardOutput.write(line + Data([0x0A]))
      }

      struct Refusal: Error {
        var code: Int
        var message: String
      }

      func result(of method: String, id: Any, _ parameters: [String: Any]) throws -> [String: Any] {
        switch method {
        case "initialize":
          return ["protocol_version": 1, "name": "\(name)", "version": "0.1.0", "models": [String]()]
      \(cases.joined(separator: "\n"))
        default:
          throw Refusal(code: -32601, message: "no method \\(method)")
        }
      }

      while let line = readLine() {
        guard let request = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
          let method = request["method"] as? String, let id = request["id"]
        else { continue }  // a notification, such as 'cancelled': this plugin is always done before it reads one
        if method == "shutdown" {
          say(["id": id, "result": NSNull()])
          break
        }
        do {
          say(["id": id, "result": try result(of: method, id: id, request["params"] as? [String: Any] ?? [:])])
        } catch let refusal as Refusal {
          say(["id": id, "error": ["code": refusal.code, "message": refusal.message]])
        } catch {
          say(["id": id, "error": ["code": -32000, "message": "\\(error)"]])
        }
      }

      """
  }

  private static let swiftAnswer = """
      case "answer":
        let messages = parameters["messages"] as? [[String: Any]] ?? []
        let words = (messages.last?["content"] as? String ?? "").split(separator: " ").count
        let pieces = ["You wrote ", "\\(words)", " words."]
        for piece in pieces { say(["method": "answer/delta", "params": ["id": id, "text": piece]]) }
        return ["content": pieces.joined(), "finish_reason": "stop"]
    """

  private static let swiftEmbed = """
      case "embed":
        // How often each letter comes, which is an embedding of a kind.
        let texts = parameters["texts"] as? [String] ?? []
        let vectors = texts.map { text in
          [1.0] + "abcdefghijklmnopqrstuvwxyz".map { letter in Double(text.lowercased().filter { $0 == letter }.count) }
        }
        return ["vectors": vectors, "dimensions": 27, "model": "letters"]
    """

  private static let swiftExtract = """
      case "extract":
        let bytes = try Data(contentsOf: URL(fileURLWithPath: parameters["path"] as? String ?? ""))
        guard let text = String(data: bytes, encoding: .utf8) else { throw Refusal(code: -32000, message: "no UTF-8") }
        return ["text": text, "pages": [["start": 0, "end": bytes.count]], "title": ""]
    """

  private static let swiftObserve = """
      case "observe":
        return ["state": ["messages_seen": (parameters["messages"] as? [Any])?.count ?? 0]]
    """
}
