import ManentCore
import ManentDocuments
import ManentFormats
import ManentHTTP
import ManentIndex
import ManentPlugins
import ManentRecords
import ManentWorkspace

extension ServeService {
  /// Turns texts into vectors with the workspace's embedder.
  func embed(_ call: Call) throws -> HTTPResponse {
    let body = try call.object()
    let model = try body.requiredText("model")
    let texts: [String]
    switch body["input"] {
    case .string(let text)?: texts = [text]
    case .array(let elements)? where !elements.isEmpty:
      guard elements.allSatisfy({ $0.string != nil }) else {
        throw ServeError(
          400, "'input' must be texts: ids of tokens mean nothing to this server's embedders", parameter: "input",
          code: "unsupported_input")
      }
      texts = elements.compactMap(\.string)
    default: throw ServeError(400, "'input' must be a text or a list of texts", parameter: "input")
    }
    guard texts.count <= 2048 else {
      throw ServeError(400, "'input' may have at most 2,048 texts", parameter: "input")
    }
    guard texts.allSatisfy({ !$0.isEmpty }) else {
      throw ServeError(400, "a text of 'input' is empty", parameter: "input")
    }
    let format = try body.text("encoding_format") ?? "float"
    guard ["float", "base64"].contains(format) else {
      throw ServeError(400, "'encoding_format' must be float or base64", parameter: "encoding_format")
    }
    return try call.workspace { workspace in
      let (name, dimensions, vectors) = try workspace.embed(texts)
      guard model == name || model == workspace.settings.embedder else {
        throw ServeError(
          404, "this workspace embeds with '\(name)', not with '\(model.prefix(100))'", parameter: "model",
          code: "model_not_found")
      }
      if let asked = try body.number("dimensions", 1...100_000), asked != dimensions {
        throw ServeError(400, "the vectors have \(dimensions) dimensions", parameter: "dimensions")
      }
      let data = texts.indices.map { index -> JSON in
        let vector = vectors[index * dimensions..<(index + 1) * dimensions]
        let value: JSON =
          format == "base64"
          ? .string(Base64.encode(vector.flatMap { Self.bytes(of: $0) }))
          : .array(vector.map { JSON(Double($0)) })
        return ["object": "embedding", "index": JSON(index), "embedding": value]
      }
      let tokens = texts.reduce(0) { $0 + max(1, $1.utf8.count / 4) }
      return .json([
        "object": "list", "data": .array(data), "model": .string(model),
        "usage": ["prompt_tokens": JSON(tokens), "total_tokens": JSON(tokens)],
      ])
    }
  }

  /// A number as four bytes, the least significant first.
  private static func bytes(of value: Float) -> [UInt8] {
    let bits = value.bitPattern
    return (0..<4).map { UInt8(truncatingIfNeeded: bits >> UInt32(8 * $0)) }
  }
}
