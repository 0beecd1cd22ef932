import ManentCommandLine
import ManentCore
import ManentFormats
import ManentPlugins
import ManentWorkspace

/// `manent plugins check`.
enum PluginsCheck {
  static let name = Argument<String>("NAME", completion: .plugin, help: "the plugin's name, or the path of its folder")

  static var command: Command {
    Command(
      "check", summary: "put a plugin to the test",
      discussion:
        "Runs the conformance suite that every shipped plugin passes, and says which demand is not met and why.",
      examples: [
        Example("manent plugins check hello", "one that is installed"),
        Example("manent plugins check ./my-plugin", "one that is being written"),
      ], parameters: [name, GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let manifest = try session.plugin(invocation[name])
    let settings = try PluginSettings.ofMachine(for: manifest, environment: invocation.environment).json(for: manifest)
    let check = PluginCheck(of: manifest, settings: settings, environment: invocation.environment)
    let results = try check.run { result in
      guard !session.wantsJSON else { return }
      try? session.say(line(result))
    }
    let failures = results.count(where: \.isFailure)
    let skipped = results.count { if case .skipped = $0.outcome { true } else { false } }
    if session.wantsJSON {
      try session.print([
        "plugin": .string(manifest.name), "ok": .bool(failures == 0), "results": .array(results.map(json)),
      ])
    } else if failures == 0, skipped == 0 {
      try session.say("'\(manifest.name)' meets all \(results.count) demands")
    } else if failures == 0 {
      try session.say("'\(manifest.name)' meets \(results.count - skipped) demands; \(skipped) could not be tried")
    }
    // One of which nothing that it is for could be tried has shown nothing.
    if failures == 0, skipped > 0, results.last(where: { $0.isForKind && $0.outcome == .passed }) == nil {
      throw PluginError(.refused, manifest.name, "nothing that it is for could be tried; it is not set up")
    }
    if failures > 0 {
      throw PluginError(.refused, manifest.name, "\(failures) of \(results.count) demands are not met")
    }
  }

  private static func line(_ result: CheckResult) -> String {
    switch result.outcome {
    case .passed: "passed   \(result.demand)"
    case .failed(let reason): "FAILED   \(result.demand): \(reason)"
    case .skipped(let reason): "skipped  \(result.demand): \(reason)"
    }
  }

  private static func json(_ result: CheckResult) -> JSON {
    switch result.outcome {
    case .passed: ["demand": .string(result.demand), "outcome": "passed"]
    case .failed(let reason): ["demand": .string(result.demand), "outcome": "failed", "reason": .string(reason)]
    case .skipped(let reason): ["demand": .string(result.demand), "outcome": "skipped", "reason": .string(reason)]
    }
  }
}
