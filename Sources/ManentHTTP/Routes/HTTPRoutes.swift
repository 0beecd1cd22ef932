/// What belongs to which method and path.
///
/// A pattern is a path whose parts are words, `{name}` for one part, or, last, `{name...}` for all that follow (at least
/// one). Of several that fit, the one with a word where the others have a name counts.
public struct HTTPRoutes<Value: Sendable>: Sendable {
  /// A way that was found.
  public struct Match: Sendable {
    /// What belongs to it.
    public var value: Value
    /// Its pattern.
    public var pattern: String
    /// The parts that have names.
    public var parameters: [String: String]
  }

  /// What was found.
  public enum Outcome: Sendable {
    /// A way.
    case found(Match)
    /// The path is known, with these methods.
    case otherMethods([String])
    /// The path is not known.
    case unknown
  }

  private struct Route: Sendable {
    var method: String
    var pattern: String
    var parts: [Part]
    var value: Value

    func serves(_ method: String) -> Bool { self.method == method || method == "HEAD" && self.method == "GET" }
  }

  private enum Part: Sendable {
    case word(String)
    case name(String)
    case rest(String)
  }

  private var routes: [Route] = []
  /// The routes whose parts are all words, by these.
  private var byWords: [[String]: [Int]] = [:]
  private var byFirst: [String: [Int]] = [:]
  private var general: [Int] = []

  /// No routes.
  public init() {}

  /// The methods and patterns, in the order in which they came.
  public var all: [(method: String, pattern: String, value: Value)] { routes.map { ($0.method, $0.pattern, $0.value) } }

  /// Adds a route.
  public mutating func add(_ method: String, _ pattern: String, _ value: Value) {
    let parts = pattern.split(separator: "/").map { part -> Part in
      guard part.hasPrefix("{"), part.hasSuffix("}") else { return .word(String(part)) }
      let name = part.dropFirst().dropLast()
      return name.hasSuffix("...") ? .rest(String(name.dropLast(3))) : .name(String(name))
    }
    if case .word(let first)? = parts.first {
      byFirst[first, default: []].append(routes.count)
    } else {
      general.append(routes.count)
    }
    let words = parts.compactMap { if case .word(let word) = $0 { word } else { nil } }
    if words.count == parts.count { byWords[words, default: []].append(routes.count) }
    routes.append(Route(method: method, pattern: pattern, parts: parts, value: value))
  }

  /// Finds the route of a request.
  public func find(_ method: String, _ path: [String]) -> Outcome {
    // No other pattern is more exact than one that is the path itself.
    for index in byWords[path] ?? [] where routes[index].serves(method) {
      return .found(Match(value: routes[index].value, pattern: routes[index].pattern, parameters: [:]))
    }
    var best: (route: Route, parameters: [String: String], words: [Bool])?
    var methods: [String] = []
    for index in (path.first.flatMap { byFirst[$0] } ?? []) + general {
      let route = routes[index]
      guard let parameters = Self.parameters(of: path, route.parts) else { continue }
      guard route.serves(method) else {
        if !methods.contains(route.method) { methods.append(route.method) }
        continue
      }
      let words = route.parts.map { if case .word = $0 { true } else { false } }
      if let best, !Self.isMoreExact(words, than: best.words) { continue }
      best = (route, parameters, words)
    }
    if let best {
      return .found(Match(value: best.route.value, pattern: best.route.pattern, parameters: best.parameters))
    }
    return methods.isEmpty ? .unknown : .otherMethods(methods)
  }

  private static func isMoreExact(_ left: [Bool], than right: [Bool]) -> Bool {
    for (left, right) in zip(left, right) where left != right { return left }
    return left.count > right.count
  }

  private static func parameters(of path: [String], _ parts: [Part]) -> [String: String]? {
    var parameters: [String: String] = [:]
    for (index, part) in parts.enumerated() {
      switch part {
      case .word(let word): guard index < path.count, path[index] == word else { return nil }
      case .name(let name):
        guard index < path.count, !path[index].isEmpty else { return nil }
        parameters[name] = path[index]
      case .rest(let name):
        guard index < path.count else { return nil }
        parameters[name] = path[index...].joined(separator: "/")
        return parameters
      }
    }
    return parts.count == path.count ? parameters : nil
  }
}
