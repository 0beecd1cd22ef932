import ManentCore
public import ManentFormats

/// Talks JSON-RPC 2.0 with a plugin: one message a line, over its standard input and output.
///
/// The program is started when it is first needed and kept for the calls that follow; one that has failed is started
/// anew for the next call. For use by one thread.
public final class PluginConnection {
  /// The version of the protocol that is spoken here.
  public static let protocolVersion = 1

  /// What the plugin says of itself.
  public let manifest: PluginManifest
  /// What a call may take.
  public let limits: PluginLimits
  private let environment: [String: String]
  private let settings: JSON
  /// What this machine has handed to the plugin and nobody else is to see.
  let secrets: HandedSecrets
  private var process: PluginProcess?
  private var lastID = 0
  /// What the plugin answered to `initialize`.
  public private(set) var greeting: JSON = [:]
  /// How many tokens models take, by their names, as far as the plugin was asked.
  var contextLimits: [String: Int?] = [:]

  /// A connection that is not open yet.
  ///
  /// - Parameters:
  ///   - manifest: the plugin.
  ///   - settings: what the machine's settings say for it.
  ///   - environment: this process's; the plugin sees a small part of it.
  ///   - limits: what a call may take.
  public init(
    to manifest: PluginManifest, settings: JSON = [:], environment: [String: String],
    limits: PluginLimits = PluginLimits()
  ) {
    self.manifest = manifest
    self.settings = settings
    secrets = HandedSecrets(in: settings, manifest, environment: environment)
    self.environment = environment
    self.limits = limits
  }

  deinit { close() }

  /// Asks the plugin to do something.
  ///
  /// - Parameters:
  ///   - method: what.
  ///   - parameters: with what.
  ///   - hear: called with the name and the parameters of each notification that comes before the answer. What it
  ///     throws cancels the call and is passed on.
  /// - Returns: the `result`.
  /// - Throws: `PluginError`; `Interruption` when the user has asked to stop.
  public func call(
    _ method: String, _ parameters: JSON, hear: (String, JSON) throws -> Void = { _, _ in }
  ) throws -> JSON {
    let process = try open()
    return try exchange(method, parameters, with: process, hear: hear)
  }

  /// Whether the program runs.
  public var isOpen: Bool { process != nil }

  /// Starts the program if it does not run, and gives what it said of itself.
  @discardableResult public func greet() throws -> JSON {
    _ = try open()
    return greeting
  }

  /// Ends the program in order.
  public func close() { _ = closeInOrder() }

  /// Ends the program; says whether it has ended by itself when it was asked to.
  func closeInOrder() -> Bool {
    guard let process else { return true }
    self.process = nil
    process.stopHearing()
    let farewell = Self.line(["jsonrpc": "2.0", "id": JSON(lastID + 1), "method": "shutdown"])
    try? process.write(farewell, within: .now + limits.grace)
    process.finishInput()
    if process.ending(within: limits.grace) != nil { return true }
    process.stop(grace: limits.grace)
    return false
  }

  private func open() throws -> PluginProcess {
    if let process { return process }
    let started = try PluginProcess(manifest, environment: environment, outputLimit: limits.outputBytes)
    process = started
    let kinds = manifest.kinds.map { JSON($0.rawValue) }
    greeting = try exchange(
      "initialize",
      ["protocol_version": JSON(Self.protocolVersion), "settings": settings, "kinds": .array(kinds)], with: started
    ) { _, _ in }
    guard greeting.object != nil else {
      throw giveUp(started.error(.protocolViolation, "its answer to 'initialize' is no object"))
    }
    if let version = greeting["protocol_version"]?.int, version != Self.protocolVersion {
      throw giveUp(
        started.error(
          .protocolViolation,
          "it speaks version \(version) of the protocol; this program speaks \(Self.protocolVersion)"))
    }
    return started
  }

  private func exchange(
    _ method: String, _ parameters: JSON, with process: PluginProcess, hear: (String, JSON) throws -> Void
  ) throws -> JSON {
    lastID += 1
    let id = lastID
    defer { process.writeLog() }
    do {
      let start = ContinuousClock.now
      let request = Self.line(["jsonrpc": "2.0", "id": JSON(id), "method": JSON(method), "params": parameters])
      process.hasSpoken = false
      try process.write(request, within: start + limits.firstByte)
      return try answer(to: id, of: method, from: process, since: start, hear: hear)
    } catch let refusal as PluginError where refusal.code == .refused {
      throw refusal
    } catch let failure as PluginError {
      throw giveUp(failure)
    } catch {
      // The listener has stopped, or the user: what the plugin still says to this call is not wanted.
      cancel(id, process)
      throw error
    }
  }

  /// Reads until the answer is there.
  private func answer(
    to id: Int, of method: String, from process: PluginProcess, since start: ContinuousClock.Instant,
    hear: (String, JSON) throws -> Void
  ) throws -> JSON {
    var heard = 0
    while true {
      guard let line = process.takeLine() else {
        guard heard + process.waitingBytes <= limits.outputBytes else {
          throw process.error(.tooMuch, "it said more than \(ByteCount(limits.outputBytes))")
        }
        guard process.mayTalk else {
          let fate = "\(process.fate()) before it had answered '\(method)'"
          throw process.error(.ended, fate + (process.complaint.map { ": \($0)" } ?? ""))
        }
        let isSilent = heard == 0 && process.waitingBytes == 0
        try process.waitForMore(until: start + (isSilent ? min(limits.firstByte, limits.total) : limits.total))
        continue
      }
      // An empty line is one as well, and a flood of lines never waits.
      heard += line.count + 1
      if Interruption.isRequested { throw Interruption() }
      guard start + limits.total > .now else { throw process.error(.tooSlow, "it took too long") }
      guard heard <= limits.outputBytes else {
        throw process.error(.tooMuch, "it said more than \(ByteCount(limits.outputBytes))")
      }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      let message = try parse(line, from: process)
      if let name = message["method"]?.string, message["id"] == nil {
        try hear(name, message["params"] ?? [:])
        continue
      }
      // The end of a call that was cancelled may come late.
      if let other = message["id"]?.int, other > 0, other < id { continue }
      guard message["id"]?.int == id else {
        throw process.error(.protocolViolation, "it answered a request that was never made")
      }
      if let problem = message["error"], problem != .null { throw refusal(problem, of: method, process) }
      guard let result = message["result"] else {
        throw process.error(.protocolViolation, "its answer to '\(method)' has neither a result nor an error")
      }
      return result
    }
  }

  private func parse(_ line: [UInt8], from process: PluginProcess) throws -> JSON {
    do {
      let message = try JSON(parsing: line)
      guard message.object != nil, message["jsonrpc"] == "2.0" else {
        throw process.error(.protocolViolation, "a line of its output is no JSON-RPC 2.0 message")
      }
      return message
    } catch let error as JSONError {
      throw process.error(.protocolViolation, "a line of its output is not JSON (\(error.code.rawValue))")
    }
  }

  private func refusal(_ problem: JSON, of method: String, _ process: PluginProcess) -> PluginError {
    let said = problem["message"]?.string.map(secrets.removed)
    // Its own sentence says it all, unless it has just written more.
    return PluginError(
      .refused, manifest.name, said ?? "it could not do '\(method)'", number: problem["code"]?.int,
      log: process.hasComplained ? process.logPath : nil,
      failure: AnswerFailure(problem["data"].map { secrets.removed(from: $0) }))
  }

  /// Cancels a call and waits for its end, which may be an answer or an error; a plugin that does not come to an end
  /// in time is stopped.
  private func cancel(_ id: Int, _ process: PluginProcess) {
    let deadline = ContinuousClock.now + limits.grace
    let isInterrupted = Interruption.isRequested
    if isInterrupted { Interruption.reset() }
    let notice = Self.line(["jsonrpc": "2.0", "method": "cancelled", "params": ["id": JSON(id)]])
    do {
      try process.write(notice, within: deadline)
      while ContinuousClock.now < deadline {
        guard let line = process.takeLine() else {
          guard process.mayTalk else { break }
          try process.waitForMore(until: deadline)
          continue
        }
        if let message = try? JSON(parsing: line), message["id"]?.int == id { return }
      }
    } catch {}
    _ = giveUp(process.error(.tooSlow, "it did not stop"))
  }

  /// Stops the program; the next call starts it anew.
  private func giveUp(_ error: PluginError) -> PluginError {
    process?.stop(grace: limits.grace)
    process = nil
    var error = error
    if error.log == nil, let log = PluginLog(of: manifest.name, environment: environment), Files.exists(log.path) {
      error.log = log.path
    }
    return error
  }

  private static func line(_ message: JSON) -> [UInt8] {
    var bytes: [UInt8] = []
    message.append(to: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
