import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What happens in a new process before its program begins (`posix_spawn_file_actions_t`).
struct SpawnActions {
  #if canImport(Darwin)
    var value: posix_spawn_file_actions_t?
  #else
    var value = posix_spawn_file_actions_t()
  #endif

  init() { posix_spawn_file_actions_init(&value) }

  /// Frees what the system holds for it; once.
  mutating func free() { posix_spawn_file_actions_destroy(&value) }

  /// The open file `number` of this process is `target` in the new one; the same number is kept open.
  mutating func give(_ number: Int32, as target: Int32) { posix_spawn_file_actions_adddup2(&value, number, target) }

  /// Closes every other open file; on Darwin that is an attribute, and with Musl only ours are closed (close-on-exec).
  mutating func closeOthers() {
    #if canImport(Glibc)
      posix_spawn_file_actions_addclosefrom_np(&value, 3)
    #endif
  }

  /// The folder that the program starts in.
  mutating func enter(_ folder: Path) { posix_spawn_file_actions_addchdir_np(&value, folder.string) }
}

/// What a new process is like (`posix_spawnattr_t`): no signal held back, and those that this process ignores not ignored.
struct SpawnAttributes {
  #if canImport(Darwin)
    var value: posix_spawnattr_t?
  #else
    var value = posix_spawnattr_t()
  #endif

  /// - Parameters:
  ///   - leadsGroup: whether it leads a process group of its own.
  ///   - signals: what this process may ignore, which the new one would inherit; handlers are not inherited.
  init(leadsGroup: Bool = false, heeding signals: [Int32] = [SIGPIPE]) {
    posix_spawnattr_init(&value)
    var (none, reset) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&reset)
    for number in signals { sigaddset(&reset, number) }
    posix_spawnattr_setsigmask(&value, &none)
    posix_spawnattr_setsigdefault(&value, &reset)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    if leadsGroup {
      posix_spawnattr_setpgroup(&value, 0)
      flags |= Int32(POSIX_SPAWN_SETPGROUP)
    }
    #if canImport(Darwin)
      flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #endif
    posix_spawnattr_setflags(&value, Int16(truncatingIfNeeded: flags))
  }

  /// Frees what the system holds for it; once.
  mutating func free() { posix_spawnattr_destroy(&value) }
}
