#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Follows a program to its end: reads what it prints, and stops it when it passes a limit.
struct ProcessWatch {
  private let limits: ChildProcess.Limits
  private let hearErrors: ((ArraySlice<UInt8>) -> Void)?
  private let start = ContinuousClock.now
  private var lastWord = ContinuousClock.now
  private var stopped: ContinuousClock.Instant?
  private var isKilled = false

  /// What it printed to standard output.
  private(set) var output: PipeReader
  /// What it printed to standard error.
  private(set) var errors: PipeReader
  /// Why it was stopped.
  private(set) var stop: ChildProcess.Stop?
  /// Whether it was stopped because the user asked for it.
  private(set) var wasInterrupted = false

  init(_ limits: ChildProcess.Limits, hearErrors: ((ArraySlice<UInt8>) -> Void)?) {
    self.limits = limits
    self.hearErrors = hearErrors
    output = PipeReader(keeping: .first(limits.outputBytes))
    errors = PipeReader(keeping: .last(limits.errorBytes))
  }

  /// Reads until the program has ended; gives how.
  mutating func follow(_ child: inout ChildProcess) throws(FileError) -> ChildProcess.Ending {
    var nap: UInt32 = 200
    while true {
      if output.isOpen || errors.isOpen {
        waitForWords(from: child)
      } else {
        // Both pipes are closed, so that the end is near; no descriptor tells of it on every system.
        usleep(nap)
        nap = min(20_000, nap * 2)
      }
      // First the end, then the words: what was printed before the end is in the pipes when the end is seen.
      let ending = child.ending()
      try read(from: child)
      if let ending {
        // What a stopped program had started goes with it.
        if stopped != nil, child.leadsGroup { child.kill() }
        return ending
      }
      judge(child)
    }
  }

  /// Waits until there is something to read, or for a moment.
  private func waitForWords(from child: borrowing ChildProcess) {
    var pipes: [pollfd] = []
    if output.isOpen { pipes.append(pollfd(fd: child.output.number, events: Int16(POLLIN), revents: 0)) }
    if errors.isOpen { pipes.append(pollfd(fd: child.errors.number, events: Int16(POLLIN), revents: 0)) }
    // A moment, since neither a signal to another thread nor the end of a program that left a daemon ends the wait.
    _ = poll(&pipes, nfds_t(pipes.count), 50)
  }

  private mutating func read(from child: borrowing ChildProcess) throws(FileError) {
    let printed = try output.read(child.output, hear: nil)
    let complained = try errors.read(child.errors, hear: hearErrors)
    if printed || complained { lastWord = .now }
  }

  /// Stops the program when it has passed a limit, or when the user asks for it.
  private mutating func judge(_ child: borrowing ChildProcess) {
    let now = ContinuousClock.now
    if let stopped {
      if !isKilled, now - stopped > limits.grace {
        child.kill()
        isKilled = true
      }
      return
    }
    if Interruption.isRequested {
      wasInterrupted = true
    } else if output.isOverfull {
      stop = .output
    } else if let time = limits.time, now - start > time {
      stop = .time
    } else if let silence = limits.silence, now - lastWord > silence {
      stop = .silence
    } else {
      return
    }
    child.terminate()
    stopped = now
  }
}
