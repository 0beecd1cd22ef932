import ManentCore

/// What is left out of a folder whose files are added: by the defaults, by `.gitignore` and `.manentignore` in it and,
/// up to the top of its repository, above it, and by the user's own patterns. The last line that fits decides.
public struct IgnoreRules: Sendable {
  private struct Rule: Sendable {
    var pattern: IgnorePattern
    var reason: String
  }

  private var rules: [Rule]
  private var own: [Rule]

  /// Rules with patterns of the user, which count more than all others.
  public init(_ patterns: [String]) {
    own = patterns.compactMap { IgnorePattern($0, base: "") }.map { Rule(pattern: $0, reason: "left out by --exclude") }
    rules = Self.defaults.compactMap { IgnorePattern($0, base: "") }
      .map { Rule(pattern: $0, reason: "left out unless it is named itself") }
  }

  /// What nobody reads: what programs install, keep beside a file that is open, or make of other files.
  private static let defaults = [
    "node_modules/", "bower_components/", "site-packages/", "__pycache__/", "CVS/", "*.egg-info/", "*~", "~$*", "\\#*#",
    "*.pyc", "*.min.js", "*.min.mjs", "*.min.css", "*.js.map", "*.css.map", "*.mjs.map", "searchindex.js",
    "search_index.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Thumbs.db", "desktop.ini",
  ]

  /// Why an entry is left out; `nil` when it is not.
  ///
  /// - Parameter path: relative to the folder that is walked.
  func reason(toLeaveOut path: String, isFolder: Bool) -> String? {
    func fits(_ rule: Rule) -> Bool { rule.pattern.matches(path, isFolder: isFolder) }
    guard let rule = own.last(where: fits) ?? rules.last(where: fits) else { return nil }
    return rule.pattern.isNegated ? nil : rule.reason
  }

  /// The rules with those of the folders above one, up to the top of the repository that it lies in.
  func reading(above folder: Path) throws -> IgnoreRules {
    var above: [(folder: Path, inner: String)] = []
    var (next, inner) = (folder, "")
    while !Files.exists(next / ".git") {
      guard next.parent != next else { return self }
      inner = next.name + "/" + inner
      next = next.parent
      above.append((next, inner))
    }
    var rules = self
    for (place, inner) in above.reversed() { try rules.read(in: place, inner: "", above: inner) }
    return rules
  }

  /// Adds the rules that stand in a folder.
  ///
  /// - Parameters:
  ///   - inner: the folder's path in the one that is walked, with a slash at its end; empty for that one.
  ///   - above: of a folder above that one, the path from it, with a slash at its end.
  mutating func read(in folder: Path, inner: String, above: String = "") throws {
    for name in [".gitignore", ".manentignore"] {
      let file = folder / name
      guard try Files.status(file)?.kind == .file else { continue }
      let text = String(decoding: try Files.read(file, limit: 1 << 20, followsLinks: false), as: UTF8.self)
      for line in text.split(whereSeparator: \.isNewline) {
        guard let pattern = IgnorePattern(line, base: inner, above: above) else { continue }
        rules.append(Rule(pattern: pattern, reason: "left out by \(name)"))
      }
    }
  }
}
