import ManentCore
import ManentFormats

/// A provider that is a plugin with the protocol `text`: the prompt in, the answer out, exit status 0.
public struct TextPluginProvider: AnswerProvider {
  private let manifest: PluginManifest
  private let environment: [String: String]
  private let limits: PluginLimits

  /// A provider that starts the program for each answer.
  public init(_ manifest: PluginManifest, environment: [String: String], limits: PluginLimits = PluginLimits()) {
    self.manifest = manifest
    self.environment = environment
    self.limits = limits
  }

  /// The plugin's name.
  public var name: String { manifest.name }

  /// Answers the last message of the request.
  public func answer(_ request: AnswerRequest, emit: (String) throws -> Void) throws -> Answer {
    let process = try PluginProcess(manifest, environment: environment, outputLimit: limits.outputBytes)
    do {
      let content = try talk(to: process, about: request, emit: emit)
      return Answer(content: content, model: request.model)
    } catch {
      process.stop(grace: limits.grace)
      throw error
    }
  }

  /// What the machine's settings or the manifest say: a program of this protocol cannot be asked.
  public func contextLimit(of model: String?, sending tokens: Int) -> Int? { limits.contextTokens }

  private func talk(
    to process: PluginProcess, about request: AnswerRequest, emit: (String) throws -> Void
  ) throws -> String {
    let start = ContinuousClock.now
    try process.write(Array(PromptText.text(of: request).utf8), within: start + limits.firstByte)
    process.finishInput()
    var decoder = UTF8Pieces()
    var screen = HandedSecrets(in: [:], manifest, environment: environment).screen
    var content = ""
    var heard = 0
    while true {
      let bytes = process.takeAll()
      heard += bytes.count
      guard heard <= limits.outputBytes else {
        throw process.error(.tooMuch, "it said more than \(ByteCount(limits.outputBytes))")
      }
      let isOver = bytes.isEmpty && !process.mayTalk
      let piece = screen.take(decoder.take(bytes, isLast: isOver), isLast: isOver)
      if !piece.isEmpty {
        content += piece
        try emit(piece)
      }
      if isOver { break }
      if bytes.isEmpty {
        try process.waitForMore(until: start + (heard == 0 ? min(limits.firstByte, limits.total) : limits.total))
      }
    }
    guard let ending = process.ending(within: limits.grace) else {
      throw process.error(.tooSlow, "it has closed its output and does not end")
    }
    guard ending == .exited(0) else {
      // The last that it has complained of is the reason; all of it is in its log.
      let reason = process.complaint.map { ": \($0)" } ?? ""
      throw process.error(.ended, process.fate() + reason)
    }
    return content
  }
}
