import Foundation
public import ManentCore

/// A file system that is mounted for a test; `remove()` belongs into a `defer`.
public struct Mount: Sendable {
  /// Where it is.
  public let folder: Path
  private let program: Program

  /// Mounts a file system in memory.
  ///
  /// - Parameter bytes: how much it holds.
  public static func memory(at folder: Path, bytes: Int) throws -> Mount {
    try Mount(at: folder, ["-t", "tmpfs", "-o", "size=\(bytes),mode=0755", "tmpfs"])
  }

  /// Mounts a folder over itself so that it can only be read.
  public static func readOnly(_ folder: Path) throws -> Mount {
    let mount = try Mount(at: folder, ["--bind", folder.string])
    do {
      try mount.mount(["-o", "remount,bind,ro", folder.string])
    } catch {
      mount.remove()
      throw error
    }
    return mount
  }

  private init(at folder: Path, _ options: [String]) throws {
    try Files.makeFolders(folder)
    self.folder = folder
    program = Program(in: "/", environment: ProcessInfo.processInfo.environment)
    try mount(options + [folder.string])
  }

  /// How many bytes are free.
  public func freeBytes() throws -> Int {
    let facts = try FileManager.default.attributesOfFileSystem(forPath: folder.string)
    return (facts[.systemFreeSize] as? NSNumber)?.intValue ?? 0
  }

  /// Takes it away again.
  public func remove() { _ = try? program.run(["umount", "-l", folder.string]) }

  private func mount(_ arguments: [String]) throws {
    let outcome = try program.run(["mount"] + arguments)
    guard outcome.status == 0 else { throw Program.Failure(description: "mount \(arguments): \(outcome)") }
  }
}
