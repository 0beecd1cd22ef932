import ManentCore
import ManentFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running plugin and the pipes to it. When it goes away, the program is killed, with all that it has started.
final class PluginProcess {
  private var child: ChildProcess
  private let name: String
  private let log: PluginLog?
  /// What the program said and nobody has taken yet.
  private var output = PluginOutput()
  /// Whether the program has written to its log.
  private(set) var hasComplained = false
  /// The end of what it has written there.
  private var complaints: [UInt8] = []
  /// How many bytes it has written there since it last said something.
  private var complainedBytes = 0
  /// Whether it has said anything since it was last asked.
  var hasSpoken = false
  /// What is not in the log yet: each addition is forced onto the disk, which a flood in small pieces must not wait for.
  private var unlogged: [UInt8] = []
  private static let mostUnlogged = 1 << 18
  private let secrets: HandedSecrets
  private var isOutputOpen = true
  private var areErrorsOpen = true
  /// How many bytes of output are held that nobody has taken: a flood stops the reading, not the memory.
  private let outputLimit: Int
  /// Whether what the program still says is of interest.
  private var isHeard = true

  /// Starts the program.
  ///
  /// From here on SIGPIPE is ignored in this process: a plugin may go away while it is written to, and the failing
  /// write tells of it.
  init(
    _ manifest: PluginManifest, environment: [String: String], outputLimit: Int = PluginLimits().outputBytes
  ) throws(PluginError) {
    signal(SIGPIPE, SIG_IGN)
    name = manifest.name
    self.outputLimit = outputLimit
    secrets = HandedSecrets(in: [:], manifest, environment: environment)
    log = PluginLog(of: manifest.name, environment: environment)
    guard let program = manifest.program(in: environment) else {
      throw PluginError(.notStarted, manifest.name, "its program '\(manifest.command.first ?? "")' is not there")
    }
    do throws(FileError) {
      child = try ChildProcess(
        ProgramCall(
          program, Array(manifest.command.dropFirst()), environment: manifest.environment(from: environment),
          folder: manifest.folder, input: .pipe))
    } catch {
      throw PluginError(.notStarted, manifest.name, "it could not be started: \(error)")
    }
    guard let input = inputNumber else { return }
    _ = fcntl(input, F_SETFL, fcntl(input, F_GETFL) | O_NONBLOCK)
  }

  deinit { writeLog() }

  /// An error that names the log.
  func error(_ code: PluginError.Code, _ reason: String) -> PluginError {
    PluginError(code, name, reason, log: logPath)
  }

  /// Where its log is, with all that was read of it; `nil` when nothing was ever written to it.
  var logPath: Path? {
    writeLog()
    return log.flatMap { Files.exists($0.path) ? $0.path : nil }
  }

  /// Whether the program may still say something.
  var mayTalk: Bool { isOutputOpen }

  /// Writes, and reads meanwhile what comes: a program that talks before it has listened to the end blocks nobody.
  ///
  /// A program that does not want to hear is no error here; what it says, or its end, tells.
  func write(_ bytes: [UInt8], within deadline: ContinuousClock.Instant) throws {
    var written = 0
    while written < bytes.count, let input = inputNumber {
      try wait(until: deadline, writing: input)
      let count = bytes.withUnsafeBytes {
        systemWrite(input, $0.baseAddress.unsafelyUnwrapped + written, bytes.count - written)
      }
      if count > 0 {
        written += count
      } else if errno != EAGAIN, errno != EWOULDBLOCK, errno != EINTR {
        return child.finishInput()
      }
    }
  }

  private var inputNumber: Int32? {
    switch child.input {
    case .some(let input): input.number
    case .none: nil
    }
  }

  /// Tells the program that nothing more comes.
  func finishInput() { child.finishInput() }

  /// How many bytes were said and not taken yet.
  var waitingBytes: Int { output.count }

  /// From now on what the program says is read and dropped, so that it can come to its end.
  func stopHearing() {
    isHeard = false
    _ = output.takeAll()
  }

  /// Waits for the program to say more, or to stop talking; `Interruption` when the user asks to stop.
  func waitForMore(until deadline: ContinuousClock.Instant) throws {
    let before = output.count
    while output.count == before, isOutputOpen { try wait(until: deadline, writing: nil) }
  }

  /// Takes what was said up to the first line feed, without it; `nil` when there is none yet.
  func takeLine() -> [UInt8]? { output.takeLine() }

  /// Takes all that was said.
  func takeAll() -> [UInt8] { output.takeAll() }

  /// How the program has ended, after at most so long; `nil` when it still runs.
  func ending(within patience: Duration) -> ChildProcess.Ending? {
    let deadline = ContinuousClock.now + patience
    while true {
      drain()
      if let ending = child.ending() {
        drain()
        writeLog()
        return ending
      }
      guard ContinuousClock.now < deadline else { return nil }
      usleep(1000)
    }
  }

  /// Ends the program: asks first, and kills it when it does not end in time.
  func stop(grace: Duration) {
    stopHearing()
    child.finishInput()
    child.terminate()
    if ending(within: grace) == nil { child.kill() }
    _ = ending(within: grace)
  }

  /// The last line of its log that says something, as one line for people; `nil` when there is none.
  var complaint: String? {
    let lines = secrets.removed(String(decoding: complaints, as: UTF8.self)).split(whereSeparator: \.isNewline)
    guard let last = lines.last(where: { $0.contains { $0.isLetter || $0.isNumber } }) else { return nil }
    let words = last.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }
    let line = String(String.UnicodeScalarView(words)).split(separator: " ").joined(separator: " ")
    return line.count > 200 ? line.prefix(200) + "…" : line
  }

  /// What became of a program that has stopped talking, as a clause.
  func fate() -> String {
    switch ending(within: .milliseconds(500)) {
    case .exited(let status)?: "it ended with status \(status)"
    case .signalled(let signal)?: "it was ended by signal \(signal)"
    case nil: "it has closed its output"
    }
  }

  private func wait(until deadline: ContinuousClock.Instant, writing input: Int32?) throws {
    if Interruption.isRequested { throw Interruption() }
    let left = deadline - .now
    guard left > .zero else { throw error(.tooSlow, "it took too long") }
    guard output.count <= outputLimit else {
      throw error(.tooMuch, "it said more than \(ByteCount(outputLimit))")
    }
    // A plugin that writes only to its log will not answer.
    guard complainedBytes <= outputLimit else {
      throw error(
        .tooMuch,
        "it wrote more than \(ByteCount(outputLimit)) to its log"
          + (hasSpoken ? " after what it had said, and did not end its answer" : ", and said nothing"))
    }
    var pipes: [pollfd] = []
    if isOutputOpen { pipes.append(pollfd(fd: child.output.number, events: Int16(POLLIN), revents: 0)) }
    if areErrorsOpen { pipes.append(pollfd(fd: child.errors.number, events: Int16(POLLIN), revents: 0)) }
    if let input { pipes.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    // A moment at most, so that Ctrl-C is seen even when its signal went to another thread.
    _ = poll(&pipes, nfds_t(pipes.count), Int32(min(50, max(1, left / .milliseconds(1)))))
    drain()
  }

  /// Reads what is there.
  private func drain() {
    if isOutputOpen, !isHeard || output.count <= outputLimit {
      isOutputOpen = Self.read(child.output.number) {
        complainedBytes = 0
        hasSpoken = isHeard
        if isHeard { output.append($0) }
      }
    }
    if areErrorsOpen {
      let before = unlogged.count
      areErrorsOpen = Self.read(child.errors.number) { unlogged += $0 }
      let count = unlogged.count - before
      complainedBytes += count
      if count > 0 {
        hasComplained = true
        complaints = (complaints + unlogged.suffix(min(count, 4096))).suffix(4096)
      }
      if count == 0 || !areErrorsOpen || unlogged.count > Self.mostUnlogged { writeLog() }
    }
  }

  /// Writes what was read of its log, so that it is there to be read between two calls.
  func writeLog() {
    guard !unlogged.isEmpty else { return }
    log?.append(unlogged)
    unlogged = []
  }

  /// Reads up to a mebibyte; `false` at the end.
  private static func read(_ number: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<16 {
      let count = buffer.withUnsafeMutableBytes { systemRead(number, $0) }
      if count > 0 { take(buffer[..<count]) }
      if count == 0 { return false }
      if count < 0 { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR }
    }
    return true
  }

}

/// `read(2)` and `write(2)` under names that the methods above do not shadow.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(number, buffer.baseAddress, buffer.count)
}
private func systemWrite(_ number: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, start, count)
}
