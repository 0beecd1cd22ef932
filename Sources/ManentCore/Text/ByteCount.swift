/// A number of bytes as people write it: `100MB`, `1GB`, `64KiB`, `512`.
public struct ByteCount: Sendable, Hashable, CustomStringConvertible {
  /// The bytes.
  public var bytes: Int

  /// A number of bytes.
  public init(_ bytes: Int) { self.bytes = bytes }

  /// A number of bytes from text: digits, then nothing, `B`, `KB`, `MB`, `GB`, `TB` (powers of 1,000) or `KiB`,
  /// `MiB`, `GiB`, `TiB` (powers of 1,024), in any case; `nil` when it is not that.
  public init?(_ text: some StringProtocol) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits) else { return nil }
    var unit = 1
    let name = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    switch name {
    case "", "b": unit = 1
    default:
      guard let power = ["k", "m", "g", "t"].firstIndex(of: String(name.prefix(1))) else { return nil }
      let base: Int
      switch name.dropFirst() {
      case "", "b": base = 1000
      case "ib": base = 1024
      default: return nil
      }
      for _ in 0...power { unit *= base }
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow else { return nil }
    self.bytes = bytes
  }

  /// The bytes with a unit and one decimal, as in `1.2 MB`.
  public var description: String {
    var tenths = bytes
    var names = ["KB", "MB", "GB", "TB", "PB"][...]
    guard bytes >= 1000 else { return "\(bytes) B" }
    tenths = bytes / 100
    while tenths >= 10_000, names.count > 1 {
      tenths /= 1000
      names = names.dropFirst()
    }
    return "\(tenths / 10).\(tenths % 10) \(names.first ?? "")"
  }
}
