import ManentCore
import ManentFormats
import ManentRecords

/// What is counted of a message.
struct MessageFacts {
  var id = ""
  var parent: String?
  var role = Message.Role.user
  var createdAt = Timestamp(milliseconds: 0)
  var provider: String?
  var model: String?
  var replaces: String?
  var hasFailed = false
  var inputTokens = 0
  var outputTokens = 0
  /// The documents that it cites, each once.
  var cited: [String] = []

  /// Reads the facts of a line without building the message; `nil` for a line that is no message.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    let skimmer = JSONSkimmer(line)
    var found = 0
    let isWhole = skimmer.members(in: 0..<line.count) { key, value in
      found += take(key, value, skimmer)
    }
    guard isWhole, found == 4 else { return nil }
  }

  /// Takes a member in; 1 for one that every message has, when it is as it has to be.
  private mutating func take(_ key: UnsafeBufferPointer<UInt8>, _ value: Range<Int>, _ skimmer: JSONSkimmer) -> Int {
    func isKey(_ name: StaticString) -> Bool {
      key.count == name.utf8CodeUnitCount && memoryIsEqual(key, name)
    }
    switch key.count {
    case 2 where isKey("id"):
      guard let text = skimmer.text(value), !text.isEmpty else { return 0 }
      id = text
      return 1
    case 4 where isKey("role"):
      guard let role = skimmer.text(value).flatMap(Message.Role.init(rawValue:)) else { return 0 }
      self.role = role
      return 1
    case 7 where isKey("content"): return skimmer.isText(value) ? 1 : 0
    case 10 where isKey("created_at"):
      guard let time = skimmer.text(value).flatMap({ Timestamp($0) }) else { return 0 }
      createdAt = time
      return 1
    case 6 where isKey("parent"): parent = skimmer.text(value)
    case 8 where isKey("provider"): provider = skimmer.text(value)
    case 5 where isKey("model"): model = skimmer.text(value)
    case 8 where isKey("replaces"): replaces = skimmer.text(value)
    case 6 where isKey("status"): hasFailed = skimmer.text(value) == Message.Status.failed.rawValue
    case 5 where isKey("usage"): takeUsage(value, skimmer)
    case 7 where isKey("sources"): takeSources(value, skimmer)
    default: break
    }
    return 0
  }

  private mutating func takeUsage(_ value: Range<Int>, _ skimmer: JSONSkimmer) {
    var (input, output) = (0, 0)
    _ = skimmer.members(in: value) { key, value in
      // What a stranger's file says is bounded, so that sums cannot overflow.
      let number = min(max(0, skimmer.integer(value) ?? 0), 1 << 40)
      if key.elementsEqual("input_tokens".utf8) { input = number }
      if key.elementsEqual("output_tokens".utf8) { output = number }
    }
    (inputTokens, outputTokens) = (input, output)
  }

  private mutating func takeSources(_ value: Range<Int>, _ skimmer: JSONSkimmer) {
    var names: [String] = []
    _ = skimmer.elements(in: value) { source in
      _ = skimmer.members(in: source) { key, value in
        guard key.elementsEqual("document".utf8), let name = skimmer.text(value) else { return }
        if !names.contains(name) { names.append(name) }
      }
    }
    cited = names
  }
}

private func memoryIsEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
  for index in 0..<bytes.count where bytes[index] != name.utf8Start[index] { return false }
  return true
}
