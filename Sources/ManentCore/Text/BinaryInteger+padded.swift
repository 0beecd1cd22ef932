extension BinaryInteger {
  /// The number's digits, with zeros before them up to a width.
  ///
  /// - Parameters:
  ///   - width: how many characters there are at least; a longer number is not cut.
  ///   - radix: the base, from 2 to 36; digits above 9 are small letters.
  public func padded(to width: Int, radix: Int = 10) -> String {
    let digits = String(self, radix: radix)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
