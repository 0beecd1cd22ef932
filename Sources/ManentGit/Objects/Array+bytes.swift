extension [UInt8] {
  /// The bytes in place, valid during the call only; what the call throws keeps its type, unlike with
  /// `withUnsafeBytes`.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { buffer throws(Failure) in try body(UnsafeRawBufferPointer(buffer)) }
  }
}
