internal import CKernels

/// The checksum CRC-32C (Castagnoli; RFC 3720, appendix B.4), which x86-64 and ARM compute in hardware.
public enum CRC32C {
  /// The checksum of some bytes.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 { manent_crc32c(bytes.baseAddress, bytes.count) }

  /// The checksum of some bytes.
  public static func of(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { of($0) } }
}
