import ManentFormats

/// The tools that a model wants to be called, put together from the pieces that a server sends.
///
/// What is handed on has the shape of OpenAI's deltas, whatever came: the first piece of a call has `index`, `id`,
/// `type` and the function's `name`, the ones that follow have `index` and more of its `arguments`.
struct ToolCalls {
  /// One of them.
  private struct Call {
    var id: String
    var name = ""
    var arguments = ""
    /// Whether its first piece was handed on.
    var isTold = false
  }

  private var calls: [Call] = []
  /// The places of the calls by the indexes that the server gives them.
  private var places: [Int: Int] = [:]

  /// Whether there is none.
  var isEmpty: Bool { calls.isEmpty }

  /// The names of the tools.
  var names: [String] { calls.map(\.name) }

  /// The calls as a message has them.
  var json: [JSON] {
    calls.map { call in
      [
        "id": JSON(call.id), "type": "function",
        "function": ["name": JSON(call.name), "arguments": JSON(call.arguments)],
      ]
    }
  }

  /// Takes what a delta or a message says of calls, and gives the pieces to hand on.
  mutating func take(_ part: JSON?) -> [JSON] {
    var pieces = (part?["tool_calls"]?.array ?? []).compactMap { take(piece: $0) }
    // The interface before tools had one call at the most.
    if let old = part?["function_call"], old.object != nil, let piece = take(piece: ["index": 0, "function": old]) {
      pieces.append(piece)
    }
    return pieces
  }

  private mutating func take(piece: JSON) -> JSON? {
    guard piece.object != nil else { return nil }
    let place = place(of: piece)
    let function = piece["function"]
    if calls[place].name.isEmpty { calls[place].name = function?["name"]?.string ?? "" }
    let arguments: String =
      switch function?["arguments"] {
      case .string(let text)?: text
      // Some send the arguments as they are meant, and not as text.
      case .object(let object)?: JSON.object(object).serialized()
      default: ""
      }
    calls[place].arguments += arguments
    guard !calls[place].name.isEmpty else { return nil }
    if calls[place].isTold {
      return arguments.isEmpty ? nil : ["index": JSON(place), "function": ["arguments": JSON(arguments)]]
    }
    calls[place].isTold = true
    return [
      "index": JSON(place), "id": JSON(calls[place].id), "type": "function",
      "function": ["name": JSON(calls[place].name), "arguments": JSON(calls[place].arguments)],
    ]
  }

  /// Where a piece belongs: by its index, by its id, or to the last call when it names neither.
  private mutating func place(of piece: JSON) -> Int {
    let id = piece["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    if let index = piece["index"]?.int {
      if let place = places[index] { return place }
      places[index] = calls.count
    } else if let id, let place = calls.lastIndex(where: { $0.id == id }) {
      return place
    } else if id == nil, piece["function"]?["name"]?.string == nil, !calls.isEmpty {
      return calls.count - 1
    }
    calls.append(Call(id: id ?? "call_" + String(UInt64.random(in: .min ... .max), radix: 36)))
    return calls.count - 1
  }
}
