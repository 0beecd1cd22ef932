import ManentCore
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `A share` {
  @Test func `tells strangers nothing of where files of this machine lie`() throws {
    let manent = try Tool()
    try manent.makeWorkspace()
    let folder = manent.base / "config/manent/plugins/broken"
    try Files.makeFolders(folder)
    try Files.writeNew(
      Array(
        "name: broken\nversion: 1.0.0\ndescription: fails\nkinds: [provider]\nprotocol: text\ncommand: [./run.sh]\n"
          .utf8),
      to: folder / "plugin.yaml", sync: false)
    try Files.writeNew(
      Array("#!/bin/sh\necho \"$PWD/model.bin: not a model\" >&2\nexit 1\n".utf8), to: folder / "run.sh", mode: 0o755,
      sync: false)
    _ = try manent("-w", "work", "chat", "--cid", "failed", "-p", "broken", "Is it there?")
    #expect(try manent.succeed("-w", "work", "show", "failed", "--json").contains("\(folder)/model.bin"))
    try manent.succeed("-w", "work", "share", "failed")
    let pages = try Files.list(manent.base / "config/manent/shares").filter { $0.hasSuffix(".html") }
    let page = try Files.read(manent.base / "config/manent/shares" / #require(pages.first))
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("model.bin: not a model") && !text.contains(folder.string), "\(text)")
  }
}
