public import ManentCore
import ManentFormats

/// A plugin's folder, with what its manifest says or why it cannot be used.
public struct InstalledPlugin: Sendable, Equatable {
  /// The folder.
  public var folder: Path
  /// What it says of itself; `nil` when that cannot be read.
  public var manifest: PluginManifest?
  /// Why it cannot be used; `nil` for a sound one.
  public var rejection: String?

  /// The name that settings know it by: its manifest's, else its folder's.
  public var name: String { manifest?.name ?? folder.name }
}

/// Finds plugins on this machine. What a workspace holds is never looked at.
public struct PluginFinder: Sendable {
  /// The folders of plugins' folders; a plugin in an earlier one hides those of the same name in later ones.
  public var shelves: [Path]
  /// The environment that plugins are started from.
  public var environment: [String: String]

  /// Looks in `$MANENT_PLUGINS` (several folders, parted by `:`; relative ones are passed over), `$XDG_CONFIG_HOME/manent/plugins`, the `plugins` of
  /// the installation and, when the program was built in a checkout, its `plugins`.
  public init(environment: [String: String], executable: Path? = Platform.executable) {
    // Only whole paths count: what lies in the folder that somebody happens to be in is not run.
    var shelves = (environment["MANENT_PLUGINS"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      .map { Path(String($0)) }
    if let configuration = environment["XDG_CONFIG_HOME"], configuration.hasPrefix("/") {
      shelves.append(Path(configuration) / "manent/plugins")
    } else if let home = environment["HOME"] {
      let folder = home.hasPrefix("/") ? Path(home) : Platform.homeFolder
      shelves.append(folder / ".config/manent/plugins")
    }
    if let executable {
      shelves.append(executable.parent.parent / "share/manent/plugins")
      if let checkout = Self.checkout(around: executable) { shelves.append(checkout / "plugins") }
    }
    self.init(shelves: shelves, environment: environment)
  }

  /// Looks in given folders.
  public init(shelves: [Path], environment: [String: String]) {
    self.shelves = shelves
    self.environment = environment
  }

  /// All plugins, those that cannot be used with the reason, in the order of their names.
  public func all() -> [InstalledPlugin] {
    var found: [String: InstalledPlugin] = [:]
    for shelf in shelves {
      // A shelf that is not there holds nothing; that is no fault.
      for folder in ((try? Files.list(shelf)) ?? []).sorted() where !folder.hasPrefix(".") {
        guard Files.exists(shelf / folder / PluginManifest.fileName) else { continue }
        let plugin = read(shelf / folder)
        if found[plugin.name] == nil { found[plugin.name] = plugin }
      }
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The plugin of that name.
  public func plugin(named name: String) -> InstalledPlugin? {
    // Most are called as their folders, so that one look is enough.
    for shelf in shelves where !name.contains("/") && !name.hasPrefix(".") {
      guard Files.exists(shelf / name / PluginManifest.fileName) else { continue }
      let plugin = read(shelf / name)
      if plugin.name == name { return plugin }
    }
    return all().first { $0.name == name }
  }

  /// Reads the plugin in a folder.
  public func read(_ folder: Path) -> InstalledPlugin {
    var plugin = InstalledPlugin(folder: folder)
    do {
      let bytes = try Files.read(folder / PluginManifest.fileName, limit: PluginManifest.limit)
      let manifest = try PluginManifest(parsing: bytes, folder: folder)
      plugin.manifest = manifest
      plugin.rejection = obstacle(to: manifest)
    } catch let error as YAMLError {
      plugin.rejection = error.summary
    } catch {
      plugin.rejection = "\(error)"
    }
    return plugin
  }

  /// Why a plugin cannot be started here.
  private func obstacle(to manifest: PluginManifest) -> String? {
    for program in manifest.requiredPrograms where ProgramCall.find(program, in: environment) == nil {
      return "it needs '\(program)', which is not on the search path"
    }
    for variable in manifest.environment where environment[variable] == nil && manifest.needs(variable) {
      return "it needs the environment variable \(variable)"
    }
    if manifest.program(in: environment) == nil { return "its program '\(manifest.command[0])' is not there" }
    return nil
  }

  private static func checkout(around executable: Path) -> Path? {
    var folder = executable.parent
    while folder != folder.parent {
      if folder.name == ".build" { return folder.parent }
      folder = folder.parent
    }
    return nil
  }
}

extension PluginManifest {
  /// The file of the program; `nil` when it is not there or cannot be run. One of ours is looked for beside this
  /// program first, then on the search path.
  func program(in environment: [String: String]) -> Path? {
    guard let first = command.first else { return nil }
    guard first.contains("/") else { return Self.own(first) ?? ProgramCall.find(first, in: environment) }
    let path = Path(first).absolute(from: folder)
    return Files.isExecutable(path) && (try? Files.statusFollowingLinks(path))?.kind == .file ? path : nil
  }

  /// A program that is built and installed with this one, and lies beside it: `manent-openai`.
  private static func own(_ name: String) -> Path? {
    guard name.hasPrefix("manent-"), let folder = Platform.executable?.parent else { return nil }
    return Files.isExecutable(folder / name) ? folder / name : nil
  }

  /// Whether the plugin cannot do without a variable: those marked with `?` are handed down when they are there.
  func needs(_ variable: String) -> Bool { !variable.hasSuffix("?") }
}
