import ManentCore
import ManentFormats
import ManentIndex
package import ManentPlugins
import ManentRecords
public import ManentWorkspace

extension Workspace {
  /// Who embeds here.
  struct ChosenEmbedder {
    var embedder: any Embedder
    /// Whether it does so in the place of the one that the settings name, which cannot. Its segments are this machine's
    /// own and never go into git.
    var isStandIn = false
  }

  /// The embedder, found at first use.
  func requireEmbedder() throws -> ChosenEmbedder {
    if let known = documentMemory.embedder { return known }
    let found = try findEmbedder()
    documentMemory.embedder = found
    return found
  }

  /// The embedder. Where that is not known yet and the user stops the search for it, it is the built-in one.
  package var embedder: any Embedder {
    ((try? requireEmbedder()) ?? ChosenEmbedder(embedder: HashedEmbedding(), isStandIn: true)).embedder
  }

  /// Whether vectors are not made by the embedder that the settings name, so that they may not go into git.
  var hasStandInEmbedder: Bool { documentMemory.embedder?.isStandIn ?? false }

  /// Has another one embed from here on.
  func choose(_ embedder: ChosenEmbedder) { documentMemory.embedder = embedder }

  /// Finds the embedder that the settings name. A plugin is asked only when nothing is known of it yet.
  ///
  /// Whatever is wrong with a plugin keeps nobody from the documents: the built-in embedder stands in for it then, and
  /// the user is told.
  ///
  /// - Throws: `Interruption` when the user asks to stop meanwhile; `WorkspaceError.Code.notAgreed` when nobody has
  ///   agreed that the texts go to it, and there is nobody to ask.
  func findEmbedder() throws -> ChosenEmbedder {
    if let own = BuiltInEmbedders.all.first(where: { $0.name == settings.embedder }) {
      return ChosenEmbedder(embedder: own)
    }
    do {
      return ChosenEmbedder(embedder: try pluginEmbedder(knowing: embedderFacts()))
    } catch let interruption as Interruption {
      throw interruption
    } catch let error as WorkspaceError where error.code == .notAgreed && surroundings.ask == nil {
      throw error
    } catch let error as YAMLError {
      return standIn(because: error.summary)
    } catch {
      return standIn(because: "\(error)")
    }
  }

  /// The built-in embedder in the place of one that cannot embed.
  func standIn(because reason: String) -> ChosenEmbedder {
    surroundings.notify(
      "'\(settings.embedder)' cannot embed here (\(reason)); '\(HashedEmbedder.name)' stands in for it on this machine")
    return ChosenEmbedder(embedder: HashedEmbedding(), isStandIn: true)
  }

  /// The plugin that the settings name.
  ///
  /// - Parameter facts: what is known of it; `nil` has it asked.
  func pluginEmbedder(knowing facts: PluginEmbedder.Facts?) throws -> PluginEmbedder {
    guard let reference = EmbedderReference(settings.embedder) else {
      throw WorkspaceError(.unsupported, "embedder '\(settings.embedder)'", "no name of an embedder")
    }
    let environment = surroundings.environment
    guard let plugin = PluginFinder(environment: environment).plugin(named: reference.name) else {
      throw WorkspaceError(.unsupported, "embedder '\(reference.name)'", "no plugin of that name is installed")
    }
    if let rejection = plugin.rejection { throw PluginError(.unusable, plugin.name, rejection) }
    guard let manifest = plugin.manifest, manifest.kinds.contains(.embedder) else {
      throw PluginError(.unusable, plugin.name, "it is no embedder")
    }
    try requireAgreement(on: reference)
    let embedder = try PluginEmbedder(
      PluginConnection.ofMachine(to: manifest, environment: environment), name: reference.folder,
      model: reference.model, facts: facts)
    if facts == nil, !leavesNothing { keepEmbedderFacts(embedder.facts) }
    return embedder
  }

  /// Throws when documents cannot be searched, since the embedder is a plugin that the user has not agreed to, and there is
  /// nobody to ask: before a message is kept that could not be answered.
  ///
  /// - Throws: `WorkspaceError.Code.notAgreed`.
  public func requireUsableEmbedder() throws {
    guard surroundings.ask == nil, !BuiltInEmbedders.names.contains(settings.embedder),
      let reference = EmbedderReference(settings.embedder),
      let plugin = PluginFinder(environment: surroundings.environment).plugin(named: reference.name),
      plugin.rejection == nil, plugin.manifest?.kinds.contains(.embedder) == true
    else { return }
    try requireAgreement(on: reference)
  }

  private func requireAgreement(on embedder: EmbedderReference) throws {
    try requireAgreement(
      on: Agreements.target(embedder.name, model: embedder.model),
      handing: "the texts of its documents and your questions", as: "its embedder",
      or: ("config set embedder \(HashedEmbedder.name)", "embeds in this program"))
  }

  private var embedderFactsPath: Path { cacheFolder / "embedder.json" }

  /// What this machine has learnt of the embedder that the settings name.
  private func embedderFacts() -> PluginEmbedder.Facts? {
    guard let bytes = try? Files.read(embedderFactsPath, limit: 1 << 16, followsLinks: false),
      let json = try? JSON(parsing: bytes), json["embedder"]?.string == settings.embedder,
      let model = json["model"]?.string, let dimensions = json["dimensions"]?.int, (1...65_536).contains(dimensions)
    else { return nil }
    return PluginEmbedder.Facts(model: model, dimensions: dimensions)
  }

  /// Remembers what was learnt; where that cannot be written, it is learnt again.
  private func keepEmbedderFacts(_ facts: PluginEmbedder.Facts) {
    let json: JSON = [
      "embedder": .string(settings.embedder), "model": .string(facts.model), "dimensions": JSON(facts.dimensions),
    ]
    try? Files.writeAtomically(Array(json.serialized().utf8), to: embedderFactsPath)
  }
}
