import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ChildProcess {
  /// Starts a program.
  ///
  /// It inherits nothing but its three standard streams: no open file, no blocked signal, no ignored SIGPIPE.
  ///
  /// - Throws: `FileError` with the system's reason, such as that there is no such program.
  public init(_ call: ProgramCall) throws(FileError) {
    let output = try Pipe(named: call.program)
    let errors = try Pipe(named: call.program)
    let input: OwnedDescriptor?
    let number: Int32
    switch call.input {
    case .pipe:
      let pipe = try Pipe(named: call.program)
      number = try Self.spawn(call, [pipe.reading.number, output.writing.number, errors.writing.number])
      input = pipe.intoWriting()
    case .nothing:
      let null = try OwnedDescriptor(opening: "/dev/null", flags: O_RDONLY)
      number = try Self.spawn(call, [null.number, output.writing.number, errors.writing.number])
      input = nil
    case .inherited:
      number = try Self.spawn(call, [STDIN_FILENO, output.writing.number, errors.writing.number])
      input = nil
    }
    self.init(
      number: number, leadsGroup: call.leadsGroup, input: input, output: output.intoReading(),
      errors: errors.intoReading())
  }

  /// Starts the program with three open files as its standard streams.
  private static func spawn(_ call: ProgramCall, _ streams: [Int32]) throws(FileError) -> Int32 {
    let words = [call.program.string] + call.arguments
    let variables = call.environment.map { "\($0.key)=\($0.value)" }
    guard (words + variables).allSatisfy({ !$0.utf8.contains(0) }) else {
      throw FileError("start", call.program, code: EINVAL)
    }
    var actions = SpawnActions()
    defer { actions.free() }
    for (target, stream) in streams.enumerated() { actions.give(stream, as: Int32(target)) }
    actions.closeOthers()
    if let folder = call.folder { actions.enter(folder) }
    var attributes = SpawnAttributes(leadsGroup: call.leadsGroup)
    defer { attributes.free() }
    var number: pid_t = 0
    // A program that was written a moment ago can be busy: another thread may have started a child meanwhile, which
    // holds the file open for writing until it has become another program. That is over in an instant.
    var code: Int32 = 0
    for _ in 0..<200 {
      code = withCStrings(words) { words in
        withCStrings(variables) { variables in
          posix_spawn(&number, call.program.string, &actions.value, &attributes.value, words, variables)
        }
      }
      guard code == ETXTBSY else { break }
      usleep(5000)
    }
    guard code == 0 else { throw FileError("start", call.program, code: code) }
    return number
  }

  /// The texts as C takes a list of them.
  static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
      body(UnsafePointer(buffer.baseAddress.unsafelyUnwrapped))
    }
  }
}

extension Pipe {
  /// Keeps the end that is read; the other one is closed here.
  consuming func intoReading() -> OwnedDescriptor {
    _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
    return reading
  }

  /// Keeps the end that is written; the other one is closed here.
  consuming func intoWriting() -> OwnedDescriptor { writing }
}
