/// What stands before the compressed bytes of an object in a pack.
struct PackEntryHeader {
  /// What the compressed bytes are.
  enum Form: Equatable {
    /// The object itself.
    case whole(ObjectKind)
    /// A delta on the object this many bytes before.
    case deltaOnOffset(Int)
    /// A delta on an object by its name.
    case deltaOnName(ObjectID)
  }

  var form: Form
  /// The number of bytes once they are inflated.
  var size: Int
  /// The number of bytes of the header itself.
  var length: Int

  /// The largest header: ten bytes of size and a name.
  static let longest = 32

  /// Reads a header at the start of `bytes`; `nil` when it is damaged.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let first = bytes.first else { return nil }
    var (size, shift, position) = (Int(first & 0xF), 4, 1)
    var byte = first
    while byte & 0x80 != 0 {
      guard position < bytes.count, shift < 56 else { return nil }
      byte = bytes[position]
      size |= Int(byte & 0x7F) << shift
      shift += 7
      position += 1
    }
    self.size = size
    switch first >> 4 & 7 {
    case 6:
      var distance = 0
      repeat {
        guard position < bytes.count, distance < 1 << 48 else { return nil }
        byte = bytes[position]
        distance = (distance << 7) + Int(byte & 0x7F) + (byte & 0x80 != 0 ? 1 : 0)
        position += 1
      } while byte & 0x80 != 0
      guard distance > 0 else { return nil }
      form = .deltaOnOffset(distance)
    case 7:
      guard position + ObjectID.length <= bytes.count else { return nil }
      form = .deltaOnName(
        ObjectID(UnsafeRawBufferPointer(rebasing: bytes[position..<position + ObjectID.length])))
      position += ObjectID.length
    case let number:
      guard let kind = ObjectKind(rawValue: number) else { return nil }
      form = .whole(kind)
    }
    length = position
  }

  /// Appends the header of an object of `size` bytes, or of a delta of that size on the object `distance` bytes before.
  static func append(_ form: Form, size: Int, to bytes: inout [UInt8]) {
    let number: UInt8 =
      switch form {
      case .whole(let kind): kind.rawValue
      case .deltaOnOffset: 6
      case .deltaOnName: 7
      }
    var rest = size >> 4
    var byte = number << 4 | UInt8(size & 0xF)
    while rest > 0 {
      bytes.append(byte | 0x80)
      byte = UInt8(rest & 0x7F)
      rest >>= 7
    }
    bytes.append(byte)
    switch form {
    case .whole: break
    case .deltaOnName(let id): bytes += id.bytes
    case .deltaOnOffset(let distance):
      // Each further byte counts one more, so that no number can be written in two ways.
      var digits = [UInt8(distance & 0x7F)]
      var rest = distance >> 7
      while rest > 0 {
        rest -= 1
        digits.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes += digits.reversed()
    }
  }
}
