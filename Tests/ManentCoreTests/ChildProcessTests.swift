import Foundation
import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A child process` {
  private func shell(_ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"]) -> ProgramCall {
    ProgramCall("/bin/sh", ["-c", script], environment: environment)
  }

  private func run(
    _ script: String, _ limits: ChildProcess.Limits = .init(time: .seconds(60))
  ) throws -> ChildProcess.Outcome {
    try ChildProcess.run(shell(script), limits: limits)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a process runs; one that has ended and that nobody waits for does not.
  private func isRunning(_ process: Int32) -> Bool {
    guard let facts = try? Files.read(Path("/proc/\(process)/stat")) else { return false }
    return !String(decoding: facts, as: UTF8.self).contains(") Z ")
  }

  /// Waits until something holds, for a minute at most.
  private func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<3000 {
      if try condition() { return true }
      usleep(20_000)
    }
    return false
  }

  @Test func `tells its exit status and what it printed`() throws {
    let outcome = try run("echo out; echo err >&2; exit 3")
    #expect(outcome.ending == .exited(3))
    #expect(outcome.stop == nil && !outcome.succeeded)
    #expect(text(outcome.output) == "out\n" && text(outcome.errors) == "err\n")
    #expect(try run("true").succeeded)
  }

  @Test func `that crashes tells its signal`() throws {
    #expect(try run("kill -SEGV $$").ending == .signalled(SIGSEGV))
  }

  @Test func `gets its words and its environment as they are, and no shell`() throws {
    let words = ["a b", "$HOME", "'\"`x`", "", "line\nbreak", "é", "*"]
    let call = ProgramCall("/usr/bin/printf", ["%s|"] + words, environment: [:])
    #expect(text(try ChildProcess.run(call).output) == words.joined(separator: "|") + "|")
    let environment = try ChildProcess.run(ProgramCall("/usr/bin/env", environment: ["A": "1 2", "B": "="]))
    #expect(Set(text(environment.output).split(separator: "\n")) == ["A=1 2", "B=="])
    let zero = #expect(throws: FileError.self) { try ChildProcess.run(shell("echo \0")) }
    #expect(zero?.code == EINVAL)
  }

  @Test func `starts in the folder that is asked for, and reads nothing`() throws {
    var call = shell("pwd; cat; echo end")
    call.folder = TemporaryFolder.current
    #expect(text(try ChildProcess.run(call).output) == "\(TemporaryFolder.current)\nend\n")
    call.folder = TemporaryFolder.current / "missing"
    #expect(throws: FileError.self) { try ChildProcess.run(call) }
  }

  @Test func `inherits its three streams only, no blocked signal and no ignored SIGPIPE`() throws {
    // Each program looks at itself: a shell that forks for them has other signals blocked for a moment.
    let environment = ["PATH": "/usr/bin:/bin"]
    let files = try ChildProcess.run(ProgramCall("/bin/ls", ["/proc/self/fd"], environment: environment))
    // The fourth is the folder that is listed.
    #expect(text(files.output) == "0\n1\n2\n3\n")
    let status = try ChildProcess.run(ProgramCall("/bin/cat", ["/proc/self/status"], environment: environment))
    let lines = text(status.output).split(separator: "\n")
    func mask(_ name: String) throws -> UInt64 {
      let line = try #require(lines.first { $0.hasPrefix(name) })
      return try #require(line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) })
    }
    #expect(try mask("SigBlk") == 0)
    #expect(try mask("SigIgn") & (1 << UInt64(SIGPIPE - 1)) == 0)
  }

  @Test func `that is missing or no program is an error that names it`() throws {
    let missing = #expect(throws: FileError.self) { try ChildProcess.run(ProgramCall("/no/such", environment: [:])) }
    #expect(missing?.description == "cannot start /no/such: No such file or directory")
    let file = TemporaryFolder.current / "text"
    try Files.writeNew([], to: file)
    let text = #expect(throws: FileError.self) { try ChildProcess.run(ProgramCall(file, environment: [:])) }
    #expect(text?.isPermission == true)
  }

  @Test func `that floods standard output is stopped, with what came first`() throws {
    let outcome = try run("exec yes", .init(time: .seconds(60), outputBytes: 1000))
    #expect(outcome.stop == .output)
    #expect(outcome.ending == .signalled(SIGTERM))
    #expect(text(outcome.output) == String(repeating: "y\n", count: 500))
  }

  @Test func `may complain at any length, and the end of it is kept`() throws {
    let outcome = try run("yes complaint | head -c 5000000 >&2; printf last >&2", .init(errorBytes: 64))
    #expect(outcome.succeeded)
    #expect(outcome.errors.count == 64 && text(outcome.errors).hasSuffix("complaint\nlast"))
  }

  @Test func `is heard as it complains`() throws {
    var heard: [UInt8] = []
    let outcome = try ChildProcess.run(shell("for i in 1 2 3; do echo $i >&2; done")) { heard += $0 }
    #expect(heard == outcome.errors && text(heard) == "1\n2\n3\n")
  }

  @Test func `that hangs is asked to end, then killed, with all that it has started`() throws {
    // The first ends when asked to; the second does not listen.
    let polite = try run("exec sleep 1000", .init(time: .milliseconds(50)))
    #expect(polite.stop == .time && polite.ending == .signalled(SIGTERM))
    let deaf = try run(
      "trap '' TERM; sleep 1000 & echo $!; while :; do sleep 1; done",
      .init(time: .milliseconds(300), grace: .milliseconds(100)))
    #expect(deaf.stop == .time && deaf.ending == .signalled(SIGKILL))
    let started = try #require(Int32(text(deaf.output).prefix { $0 != "\n" }))
    #expect(eventually { !isRunning(started) })
  }

  @Test func `that falls silent is stopped; one that goes on talking is not`() throws {
    let silent = try run("echo one; exec sleep 1000", .init(silence: .milliseconds(200)))
    #expect(silent.stop == .silence && text(silent.output) == "one\n")
    let talking = try run(
      "for i in 1 2 3 4 5 6; do sleep 0.2; echo $i >&2; done", .init(time: .seconds(60), silence: .seconds(20)))
    #expect(talking.succeeded)
  }

  @Test func `that leaves a daemon with its pipes is not waited for beyond its own end`() throws {
    let outcome = try run("sleep 1000 & echo $!")
    #expect(outcome.succeeded)
    let daemon = try #require(Int32(text(outcome.output).dropLast()))
    #expect(isRunning(daemon))
    kill(daemon, SIGKILL)
  }

  @Test func `that closes its streams and works on is waited for`() throws {
    let mark = TemporaryFolder.current / "mark"
    let outcome = try run("exec >&- 2>&-; sleep 0.3; touch '\(mark)'")
    #expect(outcome.succeeded && Files.exists(mark))
  }

  @Test func `that nobody holds any more is killed and leaves no zombie`() throws {
    let number = try start()
    #expect(kill(number, 0) == -1 && errno == ESRCH)
  }

  private func start() throws -> Int32 {
    let child = try ChildProcess(shell("exec sleep 1000"))
    #expect(isRunning(child.number))
    return child.number
  }

  @Test func `talks through its pipes while it runs`() throws {
    var call = shell("while read line; do echo \"<$line>\"; done; exit 7")
    call.input = .pipe
    var child = try ChildProcess(call)
    let bytes = Array("one\ntwo\n".utf8)
    bytes.withUnsafeBytes { buffer in try? child.input?.write(buffer) }
    child.finishInput()
    #expect(eventually { child.ending() != nil })
    #expect(child.ending() == .exited(7))
    var buffer = [UInt8](repeating: 0, count: 100)
    let count = read(child.output.number, &buffer, 100)
    #expect(text(Array(buffer.prefix(max(0, count)))) == "<one>\n<two>\n")
  }

  @Test func `leaves no open file behind`() throws {
    func openFiles() throws -> Int { try Files.list("/proc/self/fd").count }
    let before = try openFiles()
    for _ in 0..<200 { _ = try ChildProcess.run(ProgramCall("/bin/true", environment: [:])) }
    for _ in 0..<200 { _ = try? ChildProcess.run(ProgramCall("/no/such", environment: [:])) }
    // Other tests of this process open some, too.
    #expect(try openFiles() < before + 100)
  }

  @Test func `is found by the absolute folders of the search path`() throws {
    let folder = TemporaryFolder.current
    for name in ["a/tool", "b/tool", "c/tool/x"] {
      try Files.makeFolders((folder / name).parent)
      try Files.writeNew(Array("#!/bin/sh\n".utf8), to: folder / name, mode: name == "a/tool" ? 0o644 : 0o755)
    }
    let search = ["", ".", "b", "\(folder)/c", "\(folder)/a", "\(folder)/b", "/bin"].joined(separator: ":")
    #expect(ProgramCall.find("tool", in: ["PATH": search]) == folder / "b/tool")
    #expect(ProgramCall.find("no-such-tool", in: ["PATH": search]) == nil)
    #expect(ProgramCall.find("sh", in: [:]) != nil)
  }
}
