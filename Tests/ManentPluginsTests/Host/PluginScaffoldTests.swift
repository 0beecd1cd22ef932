import ManentCore
import ManentPlugins
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A new plugin` {
  private func check(_ scaffold: PluginScaffold) throws -> [CheckResult] {
    let folder = TemporaryFolder.current / "plugins" / scaffold.name
    try scaffold.write(to: folder)
    var environment = SamplePlugin.environment
    environment["TMPDIR"] = TemporaryFolder.current.string
    let finder = PluginFinder(shelves: [folder.parent], environment: environment)
    let manifest = try PluginManifest(parsing: Files.read(folder / "plugin.yaml"), folder: folder)
    if let setup = manifest.setup {
      let program = try #require(ProgramCall.find(setup[0], in: environment))
      let outcome = try ChildProcess.run(
        ProgramCall(program, Array(setup.dropFirst()), environment: environment, folder: folder))
      #expect(outcome.succeeded, "\(String(decoding: outcome.errors, as: UTF8.self))")
    }
    let plugin = try #require(finder.plugin(named: scaffold.name))
    #expect(plugin.rejection == nil)
    return try PluginCheck(of: manifest, environment: environment).run()
  }

  @Test(arguments: [PluginScaffold.Language.shell, .python])
  func `that takes text passes the suite at once`(_ language: PluginScaffold.Language) throws {
    let results = try check(PluginScaffold(name: "new", kinds: [.provider], dialect: .text, language: language))
    #expect(results.count { $0.outcome == .passed } == results.count, "\(results)")
  }

  @Test func `in Python that speaks JSON-RPC passes the suite at once, whatever it does`() throws {
    let results = try check(
      PluginScaffold(name: "new", kinds: PluginManifest.Kind.allCases, dialect: .jsonrpc, language: .python))
    #expect(results.count == 11 && results.count { $0.outcome == .passed } == results.count, "\(results)")
  }

  @Test(arguments: PluginManifest.Dialect.allCases)
  func `in Swift passes the suite once it is compiled`(_ dialect: PluginManifest.Dialect) throws {
    let kinds = dialect == .text ? [.provider] : PluginManifest.Kind.allCases
    let results = try check(PluginScaffold(name: "new", kinds: kinds, dialect: dialect, language: .swift))
    #expect(results.count { $0.outcome == .passed } == results.count, "\(results)")
  }

  @Test(arguments: PluginManifest.Kind.allCases, [PluginScaffold.Language.python, .swift])
  func `of one kind alone passes the suite at once`(
    _ kind: PluginManifest.Kind, _ language: PluginScaffold.Language
  ) throws {
    let results = try check(PluginScaffold(name: "new", kinds: [kind], dialect: .jsonrpc, language: language))
    #expect(results.contains { $0.isForKind }, "\(results)")
    #expect(results.count { $0.outcome == .passed } == results.count, "\(results)")
  }

  @Test func `whose parts do not go together is refused`() {
    #expect(throws: PluginError.self) {
      try PluginScaffold(name: "new", kinds: [.provider], dialect: .jsonrpc, language: .shell)
    }
    #expect(throws: PluginError.self) {
      try PluginScaffold(name: "new", kinds: [.observer], dialect: .text, language: .python)
    }
  }
}
