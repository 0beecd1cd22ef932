import ManentCore
import ManentFormats
import ManentHTTP

extension HTTPRequest {
  /// The body, which must be a JSON object. A body that is not there is an empty one.
  func object() throws -> JSONObject {
    let bytes = self.bytes
    guard !bytes.isEmpty else { return [:] }
    guard let object = try JSON(parsing: bytes).object else {
      throw ServeError(400, "the body must be a JSON object", code: "invalid_json")
    }
    return object
  }
}

/// Reads the members of a request's body, and says which one is wrong.
extension JSONObject {
  /// A text that may be missing; `null` counts as missing.
  func text(_ key: String) throws -> String? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let text = value.string else { throw ServeError(400, "'\(key)' must be a text", parameter: key) }
    return text
  }

  /// A text that must be there.
  func requiredText(_ key: String) throws -> String {
    guard let text = try text(key) else { throw ServeError(400, "'\(key)' is missing", parameter: key) }
    return text
  }

  /// A whole number in a range that may be missing.
  func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let number = value.int, range.contains(number) else {
      throw ServeError(
        400, "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)", parameter: key)
    }
    return number
  }

  /// A truth value that may be missing.
  func flag(_ key: String) throws -> Bool? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let flag = value.bool else { throw ServeError(400, "'\(key)' must be true or false", parameter: key) }
    return flag
  }

  /// An object that may be missing.
  func members(_ key: String) throws -> JSONObject? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let object = value.object else { throw ServeError(400, "'\(key)' must be an object", parameter: key) }
    return object
  }

  /// Texts that may be missing.
  func texts(_ key: String) throws -> [String]? {
    guard let value = self[key], !value.isNull else { return nil }
    guard let elements = value.array, elements.allSatisfy({ $0.string != nil }) else {
      throw ServeError(400, "'\(key)' must be a list of texts", parameter: key)
    }
    return elements.compactMap(\.string)
  }
}
