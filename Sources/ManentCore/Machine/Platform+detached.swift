#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Platform {
  /// Starts a program that goes on when this process ends: it reads nothing, what it prints goes nowhere, and it
  /// inherits no other file. Says whether it was started.
  ///
  /// The program should call ``detach()`` first of all.
  @discardableResult public static func startDetached(_ program: Path, _ arguments: [String]) -> Bool {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return false }
    defer { posix_spawn_file_actions_destroy(&actions) }
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([program.string] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    return posix_spawn(&process, program.string, &actions, nil, &words, environ) == 0
  }

  /// Makes this process one of its own: no terminal, no folder held, a low priority, which is still some on a full machine.
  public static func detach() {
    setsid()
    chdir("/")
    nice(10)
  }
}
