extension UnsafeRawBufferPointer {
  /// A number of a file: little-endian, at any offset. The caller has checked that it lies inside.
  func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = Number.self) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}

extension [UInt8] {
  /// Adds a number in little-endian order.
  mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }

  /// Adds zeros up to a multiple of eight bytes.
  mutating func pad() {
    while count % 8 != 0 { append(0) }
  }
}
