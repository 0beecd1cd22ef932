extension Int {
  /// The number with what it counts: `1 chat`, `2 chats`.
  ///
  /// - Parameters:
  ///   - one: the word for one.
  ///   - many: the word for any other number; `nil` for the word for one with an s.
  public func counted(_ one: String, _ many: String? = nil) -> String {
    "\(self) \(self == 1 ? one : many ?? one + "s")"
  }
}
