import ManentCore

/// What a process notes its work under: a name of its own, and a lock of that name that it holds for as long as it
/// lives.
///
/// Numbers of processes do not do: two containers that share a folder have the same ones, and they come again.
final class ProcessMark {
  /// The name, different for every mark there ever was.
  let name: String
  private let file: Path
  private let lock: FileLock

  private static let prefix = "process-"

  /// Makes a mark in a folder of locks, and clears away those that killed processes have left.
  init(in folder: Path) throws {
    for name in try Files.list(folder) where name.hasPrefix(Self.prefix) {
      // Removed with the lock in hand: one that is made at this moment is not locked yet, and its process would go on
      // with a mark that is gone.
      guard let abandoned = try FileLock.takeIfFree(folder / name) else { continue }
      abandoned.during { try? Files.remove(folder / name) }
    }
    name = Self.prefix + String(UInt64.random(in: 0...UInt64.max), radix: 16)
    file = folder / name
    lock = try FileLock.wait(for: file)
  }

  deinit { try? Files.remove(file) }

  /// Whether the process that made a mark still runs.
  ///
  /// - Throws: `FileError` when its lock cannot be inspected: nobody may take its work over then.
  static func isAlive(_ name: String, in folder: Path) throws -> Bool {
    guard name.hasPrefix(prefix), !name.contains("/") else { return false }
    return try FileLock.isHeld(folder / name)
  }
}
