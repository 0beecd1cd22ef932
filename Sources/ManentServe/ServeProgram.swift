import ManentAccess
import ManentCore
import ManentHTTP

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program `manent-serve`.
public enum ServeProgram {
  /// Serves until it is told to end.
  ///
  /// - Parameter words: the words of the command line after the program's name.
  /// - Returns: the exit status.
  public static func run(_ words: [String]) -> Int32 {
    Platform.keepHeapSmall()
    // Held back before any thread begins, so that this thread alone takes them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    _ = SignalAction(ignoring: SIGPIPE)
    allowManyFiles()
    let environment = Platform.environment
    do {
      let options = try ServeOptions(words)
      let server = try RunningServer(options, environment: environment)
      server.announce()
      while true {
        var number: Int32 = 0
        guard sigwait(&signals, &number) == 0 else { continue }
        if number == SIGHUP {
          server.reload()
          continue
        }
        say("ending; turns that go on have \(options.grace) seconds")
        // A second signal does not wait for them.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        server.stop(grace: Double(options.grace))
        return 0
      }
    } catch let misuse as ServeOptions.Misuse {
      say("\(misuse)")
      return 2
    } catch {
      say("\(error)")
      return 1
    }
  }

  /// Tells the person at the terminal, or the log of the service manager.
  static func say(_ sentence: String) {
    let bytes = Array("manent: \(sentence)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Every connection is an open file; the limit that users begin with is small.
  private static func allowManyFiles() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, 65_536)
    setrlimit(resource, &limit)
  }
}
