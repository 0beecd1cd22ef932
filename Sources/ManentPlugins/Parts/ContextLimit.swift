import ManentFormats

/// What plugins say of how much their models take.
enum ContextLimit {
  /// What such a number can be; anything else is taken for none.
  static let range = 100...100_000_000
  /// So many tokens every model takes: nobody needs to be asked.
  static let common = 2048

  /// What an answer to `initialize` or `models` says of a model: in its own entry, in the only one, or for all.
  static func value(in said: JSON, for model: String?) -> Int? {
    let models = said["models"]?.array ?? []
    let own = models.first { model != nil && $0["id"]?.string == model } ?? (models.count == 1 ? models.first : nil)
    guard let limit = (own?["context_tokens"] ?? said["context_tokens"])?.int, range.contains(limit) else { return nil }
    return limit
  }
}
