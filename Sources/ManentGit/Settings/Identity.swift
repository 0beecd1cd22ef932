internal import ManentCore

/// The author and the committer, found as git finds them: environment, settings, login.
package struct Identity {
  package var author: (name: String, email: String)
  package var committer: (name: String, email: String)

  package init(environment: [String: String], configuration: borrowing GitConfiguration) throws(GitError) {
    author = try Self.person("author", environment, configuration)
    committer = try Self.person("committer", environment, configuration)
  }

  private static func person(
    _ role: String, _ environment: [String: String], _ configuration: borrowing GitConfiguration
  ) throws(GitError) -> (name: String, email: String) {
    let variable = "GIT_\(role.uppercased())_"
    var name = acceptable(environment[variable + "NAME"])
    if name == nil { name = acceptable(try configuration.text("\(role).name")) }
    if name == nil { name = acceptable(try configuration.text("user.name")) }
    var email = acceptable(environment[variable + "EMAIL"])
    if email == nil { email = acceptable(try configuration.text("\(role).email")) }
    if email == nil { email = acceptable(try configuration.text("user.email")) }
    if name == nil || email == nil, try configuration.flag("user.useconfigonly") == true {
      throw GitError(.noIdentity, "commit")
    }
    if email == nil { email = acceptable(environment["EMAIL"]) }
    let login = Platform.loginName
    return (
      name ?? acceptable(login) ?? "user", email ?? acceptable("\(login)@\(Platform.hostName)") ?? "user@localhost"
    )
  }

  /// The text as git would put it into a commit, or `nil` when nothing of it is left: no `<`, `>` or control characters
  /// within, no punctuation and no white space around.
  private static func acceptable(_ text: String?) -> String? {
    guard let text else { return nil }
    func isCrud(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value <= 0x20 || ".,:;<>\"\\'".unicodeScalars.contains(scalar)
    }
    var scalars = text.unicodeScalars.filter { $0 != "<" && $0 != ">" && $0.value >= 0x20 }[...]
    while let first = scalars.first, isCrud(first) { scalars.removeFirst() }
    while let last = scalars.last, isCrud(last) { scalars.removeLast() }
    return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
  }
}
