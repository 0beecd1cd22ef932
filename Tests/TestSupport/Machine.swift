import Foundation
import ManentCore
public import Testing

/// What the machine lets tests do.
public enum Machine {
  /// Whether file systems can be mounted: a superuser outside a locked-down container.
  public static let canMount: Bool = {
    guard geteuid() == 0, (try? Files.makeFolders(Path("/tmp/manent-mount-\(getpid())"))) != nil else { return false }
    let folder = Path("/tmp/manent-mount-\(getpid())")
    defer { try? Files.removeTree(folder) }
    guard succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.string) else { return false }
    return succeeds("umount", folder.string)
  }()

  /// Whether system calls can be made to fail.
  public static let canTrace = succeeds("strace", "-qq", "-o", "/dev/null", "true")

  /// Whether a program can be run as somebody without rights.
  public static let canDropRights =
    geteuid() == 0 && succeeds("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "true")

  /// Whether web pages can be looked at.
  public static let canBrowse = succeeds("chromium", "--version")

  /// Whether every position of a long series is to be tried, instead of a selection (`MANENT_LONG=1`).
  public static let isThorough = ProcessInfo.processInfo.environment["MANENT_LONG"] == "1"

  /// Whether slow tests are left out (`MANENT_FAST=1`, as `.ci/fast` says).
  public static let isHurried = ProcessInfo.processInfo.environment["MANENT_FAST"] == "1"

  private static func succeeds(_ command: String...) -> Bool {
    let program = Program(in: "/tmp", environment: ProcessInfo.processInfo.environment)
    return (try? program.run(command).status) == 0
  }
}

extension Trait where Self == ConditionTrait {
  /// Marks sweeps, kills, long histories and whatever else takes seconds: left out where only a first look is wanted.
  /// `swift test` cannot choose tests by their tags, so that this is a condition.
  public static var slow: Self { .disabled(if: Machine.isHurried, "slow, and MANENT_FAST is set") }
  /// Skips the test where nothing can be mounted.
  public static var needsMount: Self { .enabled(if: Machine.canMount, "needs the right to mount (root)") }
  /// Skips the test where `strace` is missing or not allowed.
  public static var needsTracing: Self { .enabled(if: Machine.canTrace, "needs strace, and the right to trace") }
  /// Skips the test where there is no browser.
  public static var needsBrowser: Self { .enabled(if: Machine.canBrowse, "needs chromium") }
  /// Skips the test where rights cannot be dropped.
  public static var needsOtherUser: Self { .enabled(if: Machine.canDropRights, "needs root and setpriv") }
}
