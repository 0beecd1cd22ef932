import ManentCommandLine
import ManentCore
import ManentPlugins
import ManentTerminal

/// `manent plugins setup`.
enum PluginsSetup {
  static let name = Argument<String>("NAME", completion: .plugin, help: "the plugin's name, or the path of its folder")

  static var command: Command {
    Command(
      "setup", summary: "make a plugin ready for use",
      discussion: "Runs what its manifest names as 'setup', in its folder, with your whole environment.",
      examples: [Example("manent plugins setup hello", "compile one that is written in Swift")], parameters: [name],
      run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let manifest = try session.plugin(invocation[name], isReady: false)
    guard let setup = manifest.setup, let first = setup.first else {
      return try session.say("'\(manifest.name)' needs no setup")
    }
    let program =
      first.contains("/")
      ? Path(first).absolute(from: manifest.folder) : ProgramCall.find(first, in: invocation.environment)
    guard let program else {
      throw PluginError(.notStarted, manifest.name, "its setup needs '\(first)', which is not on the search path")
    }
    let call = ProgramCall(
      program, Array(setup.dropFirst()), environment: invocation.environment, folder: manifest.folder)
    let outcome = try ChildProcess.run(call) { words in
      session.terminal.report(Terminal.inert(String(decoding: words, as: UTF8.self)))
    }
    guard outcome.succeeded else {
      throw PluginError(.notStarted, manifest.name, "its setup has failed (\(setup.joined(separator: " ")))")
    }
    try session.say("'\(manifest.name)' is ready")
  }
}
