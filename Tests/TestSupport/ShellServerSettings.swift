import Foundation
import ManentCore

/// The settings and keys of an ssh server for the user who runs the test, and of a client that knows it.
struct ShellServerSettings {
  /// The folder of all of it.
  let folder: Path

  init(folder: Path) throws {
    self.folder = folder
    let program = Program(in: folder, environment: ["PATH": "/usr/bin:/bin", "HOME": folder.string])
    for key in ["host", "client"] {
      let outcome = try program.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", key])
      guard outcome.status == 0 else { throw Program.Failure(description: "ssh-keygen: \(outcome)") }
    }
    try Files.writeNew(try Files.read(folder / "client.pub"), to: folder / "authorized", mode: 0o600)
    // Where a superuser's server wants to lock itself in; Debian's service makes it otherwise.
    if geteuid() == 0 { try Files.makeFolders("/run/sshd") }
  }

  /// Writes the server's file for a port, and gives its path.
  func write(port: Int) throws -> String {
    let text = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      PidFile none
      AuthorizedKeysFile \(folder)/authorized
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin yes

      """
    let file = folder / "ssh-\(port).conf"
    try Files.writeNew(Array(text.utf8), to: file)
    return file.string
  }

  /// Makes the server's key known to the client.
  func trust(port: Int) throws {
    let key = String(decoding: try Files.read(folder / "host.pub"), as: UTF8.self)
    try Files.writeNew(Array("[127.0.0.1]:\(port) \(key)".utf8), to: folder / "known")
  }

  /// The client's command line.
  var clientCommand: String {
    "ssh -F none -i \(folder)/client -o IdentitiesOnly=yes -o UserKnownHostsFile=\(folder)/known"
      + " -o StrictHostKeyChecking=yes -o BatchMode=yes"
  }
}
