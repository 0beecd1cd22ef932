import Foundation
public import ManentCore

/// A bare repository that is reached in one of git's ways, with what a client needs for that.
public struct GitServer {
  /// The ways.
  public enum Kind: String, CaseIterable, Sendable {
    /// A folder.
    case path
    /// A folder by its URL.
    case file
    /// `git daemon`.
    case daemon
    /// `git http-backend` behind a web server.
    case http
    /// The same with a password.
    case httpWithPassword
    /// `git` over ssh.
    case ssh
  }

  /// The way.
  public let kind: Kind
  /// The folder that the repositories are in.
  public let folder: Path
  /// What is served; `nil` where no program is needed.
  public let server: Server?
  /// Lines of a client's `~/.gitconfig`.
  public let clientSettings: String

  /// The user of the web server that wants a password.
  public static let user = "ada"
  /// Its password.
  public static let password = "open sesame"

  /// Starts to serve the repositories in a folder, which is made.
  public init(_ kind: Kind, in folder: Path, user: String = GitServer.user, password: String = GitServer.password)
    throws
  {
    self.kind = kind
    self.folder = folder
    try Files.makeFolders(folder / "run")
    let run = folder / "run"
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": run.string]
    let log = run / "log"
    switch kind {
    case .path, .file: (server, clientSettings) = (nil, "")
    case .daemon:
      server = try Server(environment: environment, log: log) { port in
        [
          "git", "daemon", "--reuseaddr", "--listen=127.0.0.1", "--port=\(port)", "--base-path=\(folder)",
          "--export-all", "--enable=receive-pack", folder.string,
        ]
      }
      clientSettings = ""
    case .http, .httpWithPassword:
      let settings = try WebServerSettings(folder: folder, wantsPassword: kind == .httpWithPassword)
      server = try Server(environment: environment, log: log) {
        ["lighttpd", "-D", "-f", try settings.write(port: $0)]
      }
      clientSettings = kind == .http ? "" : "[credential]\n\thelper = store --file='\(run)/credentials'\n"
      if let server, kind == .httpWithPassword {
        let secret = password.replacingOccurrences(of: " ", with: "%20")
        let line = "http://\(user):\(secret)@127.0.0.1%3a\(server.port)\n"
        try Files.writeNew(Array(line.utf8), to: run / "credentials", mode: 0o600)
      }
    case .ssh:
      let settings = try ShellServerSettings(folder: run)
      let server = try Server(environment: environment, log: log) {
        ["/usr/sbin/sshd", "-D", "-e", "-f", try settings.write(port: $0)]
      }
      try settings.trust(port: server.port)
      self.server = server
      clientSettings = "[core]\n\tsshCommand = \(settings.clientCommand)\n"
    }
  }

  /// Makes an empty repository and gives the address of it.
  public func repository(_ name: String = "work.git", branch: String = "main") throws -> String {
    try Git(folder: folder)("init", "-q", "--bare", "-b", branch, name)
    try Git(folder: folder / name)("config", "http.receivepack", "true")
    return address(of: name)
  }

  /// The address of a repository.
  public func address(of name: String) -> String {
    let port = server?.port ?? 0
    return switch kind {
    case .path: "\(folder)/\(name)"
    case .file: "file://\(folder)/\(name)"
    case .daemon: "git://127.0.0.1:\(port)/\(name)"
    case .http, .httpWithPassword: "http://127.0.0.1:\(port)/git/\(name)"
    case .ssh: "ssh://\(Platform.loginName)@127.0.0.1:\(port)\(folder)/\(name)"
    }
  }

  /// The repository itself.
  public func git(_ name: String = "work.git") -> Git { Git(folder: folder / name) }
}
