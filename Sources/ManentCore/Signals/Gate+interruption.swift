extension Gate {
  /// Runs `body` while no other thread is inside, for waits that may be long.
  ///
  /// - Throws: `Interruption` when the work of this thread shall stop while it waits.
  public func duringUnlessStopped<Result>(_ body: () throws -> Result) throws -> Result {
    while isTaken.wait(atMost: 0.25, for: Self.enter) == nil { try Interruption.check() }
    defer { isTaken.updateForOne { $0 = false } }
    return try body()
  }
}
