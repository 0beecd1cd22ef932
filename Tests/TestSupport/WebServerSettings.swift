import Foundation
import ManentCore

/// The settings of a web server (lighttpd) in front of `git http-backend`.
struct WebServerSettings {
  /// The folder of the repositories; its `run` holds the server's own files.
  let folder: Path
  /// Whether only a user with a password gets in.
  let wantsPassword: Bool

  init(folder: Path, wantsPassword: Bool) throws {
    self.folder = folder
    self.wantsPassword = wantsPassword
    let line = "\(GitServer.user):\(GitServer.password)\n"
    try Files.writeNew(Array(line.utf8), to: folder / "run/users", mode: 0o600)
  }

  /// Writes the file for a port, and gives its path.
  func write(port: Int) throws -> String {
    let backend = try Git(folder: folder)("--exec-path").trimmingCharacters(in: .newlines) + "/git-http-backend"
    var text = """
      server.modules = ("mod_alias", "mod_auth", "mod_authn_file", "mod_setenv", "mod_cgi")
      server.document-root = "\(folder)"
      server.bind = "127.0.0.1"
      server.port = \(port)
      server.upload-dirs = ("\(folder)/run")
      $HTTP["url"] =~ "^/git/" {
        alias.url = ("/git" => "\(backend)")
        cgi.assign = ("" => "")
        setenv.add-environment = ("GIT_PROJECT_ROOT" => "\(folder)", "GIT_HTTP_EXPORT_ALL" => "1", "HOME" => "\(folder)/run")
      }

      """
    if wantsPassword {
      text += """
        auth.backend = "plain"
        auth.backend.plain.userfile = "\(folder)/run/users"
        auth.require = ("/git/" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))

        """
    }
    let file = folder / "run/web-\(port).conf"
    try Files.writeNew(Array(text.utf8), to: file)
    return file.string
  }
}
