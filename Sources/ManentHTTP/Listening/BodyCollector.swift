import ManentCore

/// Takes in a body, in memory or in a temporary file.
struct BodyCollector {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0
  private(set) var file: Path?
  private var output: AtomicFile?
  private(set) var hasFailed = false

  /// Begins a temporary file.
  mutating func beginFile(in folder: Path) {
    let path = folder / "body-\(UInt64.random(in: 0...UInt64.max))"
    do {
      output = try AtomicFile(at: path)
      file = path
    } catch {
      hasFailed = true
    }
  }

  /// Takes a piece.
  mutating func take(_ piece: UnsafeRawBufferPointer, keeping isKept: Bool) {
    count += piece.count
    guard isKept, !hasFailed else { return }
    guard file != nil else { return bytes.append(contentsOf: piece) }
    do { try output?.write(Array(piece)) } catch { hasFailed = true }
  }

  /// Ends the file.
  mutating func finish() {
    guard file != nil, !hasFailed else { return }
    do { try output?.commit() } catch { hasFailed = true }
    output = nil
  }

  /// Removes what was taken.
  mutating func discard() {
    output?.discard()
    output = nil
    // A file that stays behind lies in the listener's own temporary folder, which goes with it.
    if let file { try? Files.remove(file) }
    file = nil
    bytes = []
  }
}
