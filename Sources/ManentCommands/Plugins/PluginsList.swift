import ManentChat
import ManentCommandLine
import ManentCore
import ManentDocuments
import ManentExtraction
import ManentFormats
import ManentPlugins
import ManentTerminal

/// `manent plugins list`.
enum PluginsList {
  static var command: Command {
    Command(
      "list", summary: "list the plugins and the built-in parts",
      examples: [Example("manent plugins list --json", "as JSON")], parameters: [GlobalOptions.json], run: run)
  }

  static func run(_ invocation: Invocation) throws {
    let session = Session(invocation)
    let plugins = session.plugins.all()
    let builtIn =
      Providers.builtIn.map { ($0.name, "provider") } + BuiltInEmbedders.all.map { ($0.name, "embedder") }
      + BuiltInExtractors.all.map { ($0.name, "extractor") }
    if session.wantsJSON {
      let parts = builtIn.map { name, kind -> JSON in
        ["name": .string(name), "kinds": [.string(kind)], "built_in": true]
      }
      return try session.print(.array(parts + plugins.map(json)))
    }
    var table = Table(["name", "version", "kinds", "where"])
    for (name, kind) in builtIn { table.add([name, "", kind, "built in"]) }
    for plugin in plugins {
      table.add([
        plugin.name, plugin.manifest?.version ?? "",
        plugin.manifest?.kinds.map(\.rawValue).joined(separator: ", ") ?? "",
        plugin.rejection.map { "! \($0)" } ?? plugin.folder.string,
      ])
    }
    try session.terminal.write(table.text)
  }

  private static func json(_ plugin: InstalledPlugin) -> JSON {
    var object: JSONObject = ["name": .string(plugin.name)]
    if let manifest = plugin.manifest {
      object["version"] = .string(manifest.version)
      object["description"] = .string(manifest.description)
      object["kinds"] = .array(manifest.kinds.map { .string($0.rawValue) })
      object["protocol"] = .string(manifest.dialect.rawValue)
    }
    object["path"] = .string(plugin.folder.string)
    if let rejection = plugin.rejection { object["rejection"] = .string(rejection) }
    return .object(object)
  }
}
