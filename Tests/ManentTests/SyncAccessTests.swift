import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `A sync without the right` {
  private let folder = TemporaryFolder.current

  @Test func `with a wrong or missing password says which address and what to check`() throws {
    let server = try GitServer(.httpWithPassword, in: folder / "server", password: "wrong")
    let url = try server.repository()
    for settings in ["", server.clientSettings] {
      let machine = try SyncMachine(settings.isEmpty ? "without" : "wrong", settings: settings)
      try machine.tool.succeed("init", "work")
      let outcome = try machine("sync", url)
      outcome.expectFailure(1, saying: "cannot reach \(url)", "credential helper")
      #expect(outcome.errors.contains("Authentication failed") || outcome.errors.contains("could not read Username"))
    }
  }

  @Test func `over ssh without the right key, or to an unknown host, says what to check`() throws {
    let server = try GitServer(.ssh, in: folder / "server")
    let url = try server.repository()
    let machine = try SyncMachine.beginning(settings: server.clientSettings)
    try Files.writeAtomically([], to: server.folder / "run/authorized")
    try machine("sync", url).expectFailure(1, saying: "Permission denied", "ssh-add")
    try Files.writeAtomically([], to: server.folder / "run/known")
    try machine("sync", url).expectFailure(1, saying: "Host key verification failed", "connect once by hand")
  }

  @Test func `asks nothing over ssh in a script, unless the user's settings say how ssh is run`() throws {
    var machine = try SyncMachine.beginning()
    let log = folder / "log"
    try machine.tool.write("\(folder)/bin/ssh", "#!/bin/sh\necho \"$@ [$GIT_TERMINAL_PROMPT]\" >'\(log)'\nexit 255\n")
    try machine.tool.shell("chmod", "+x", "\(folder)/bin/ssh")
    machine.tool.environment["PATH"] = "\(folder)/bin:" + (machine.tool.environment["PATH"] ?? "")
    _ = try machine("sync", "someone@example.org:x.git")
    let words = try log.text
    #expect(words.contains("-o BatchMode=yes") && words.contains("someone@example.org") && words.contains("[0]"))
    machine.tool.environment["GIT_SSH_COMMAND"] = "ssh -o MyOwn=1"
    _ = try machine("sync", "someone@example.org:x.git")
    #expect(try log.text.contains("MyOwn=1") && !log.text.contains("BatchMode"))
    machine.tool.environment["GIT_SSH_COMMAND"] = nil
    try machine.tool.shell("git", "config", "--global", "core.sshCommand", "ssh -o Configured=1")
    _ = try machine("sync", "someone@example.org:x.git")
    #expect(try log.text.contains("Configured=1") && !log.text.contains("BatchMode"))
  }

  @Test func `to a remote that only gives and does not take says that the right is missing`() throws {
    let server = try GitServer(.daemon, in: folder / "server")
    let url = try server.repository()
    try server.git()("config", "daemon.receivepack", "false")
    let machine = try SyncMachine.beginning()
    try machine("sync", url).expectFailure(1, saying: "cannot push to origin (\(url))")
    let web = try GitServer(.http, in: folder / "web")
    let address = try web.repository()
    try web.git()("config", "http.receivepack", "false")
    let other = try SyncMachine("other")
    try other.tool.succeed("init", "work")
    try other("sync", address).expectFailure(1, saying: "cannot push to origin (\(address))", "403", "right to write")
  }
}
