import Foundation
import ManentCore
import ManentExchange
import TestSupport
import Testing
import WorkspaceSupport

@Suite(.temporaryFolder) struct `The web page` {
  private func run(_ command: String...) throws -> Program.Outcome {
    try Program(in: TemporaryFolder.current, environment: ProcessInfo.processInfo.environment).run(command)
  }

  @Test func `forbids itself all but the style sheet that it has`() throws {
    let page = try SampleChats().export(.html).text
    let sheet = try #require(page.between("<style>", "</style>"))
    try Files.writeAtomically(Array(sheet.utf8), to: TemporaryFolder.current / "sheet.css")
    let digest = try run("sh", "-c", "openssl dgst -sha256 -binary sheet.css | base64").output
    let hash = digest.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(
      page.between("Content-Security-Policy\" content=\"", "\"")
        == "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'")
    for word in ["<script", "@import", "url(", "<link", "<img", " src="] { #expect(!page.contains(word), "\(word)") }
  }

  @Test func `holds hostile text as text alone`() throws {
    let page = try SampleChats(HostileChats.chats).export(.html).text
    try Golden.expect(page, matches: "hostile.html")
    let tags = Set(page.matches(of: /<\/?([A-Za-z!][A-Za-z0-9]*)/).map { String($0.1) })
    #expect(
      tags == [
        "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h3", "p", "time",
        "code",
        "span", "section", "header", "b", "div", "pre", "strong", "a", "ol", "li",
      ])
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) })
  }

  @Test(.slow, .needsBrowser, arguments: [false, true])
  func `opens in a browser without a complaint, light or dark, and asks for nothing`(_ isHostile: Bool) throws {
    let page = try (isHostile ? SampleChats(HostileChats.chats) : SampleChats()).export(.html).text
    let light = try look(at: page)
    let dark = try look(at: page, "--blink-settings=preferredColorScheme=0")
    #expect(light.complaints == [] && dark.complaints == [])
    #expect(light.picture.count > 10_000 && dark.picture.count > 10_000 && light.picture != dark.picture)
    // The browser does tell of what it is kept from, and of what it cannot load.
    let style = try #require(page.between("<style>", "</style>"))
    for broken in [page.replacing(style, with: style + " "), page.replacing("</main>", with: "<img src=x>")] {
      #expect(try look(at: broken).complaints != [])
    }
  }

  /// What a browser says of a page, and how it looks.
  private func look(at page: String, _ options: String...) throws -> (complaints: [String], picture: [UInt8]) {
    let folder = TemporaryFolder.current
    try Files.writeAtomically(Array(page.utf8), to: folder / "page.html")
    try Files.remove(folder / "picture.png")
    let program = Program(
      in: folder, environment: ["PATH": "/usr/bin:/bin", "HOME": folder.string, "TMPDIR": folder.string])
    let outcome = try program.run(
      [
        "timeout", "60", "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--window-size=900,1600",
        "--user-data-dir=\(folder / "browser")", "--enable-logging=stderr", "--screenshot=\(folder / "picture.png")",
      ] + options + ["file://\(folder / "page.html")"])
    let complaints = outcome.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init)
    return (complaints, try Files.read(folder / "picture.png"))
  }
}

extension String {
  /// What stands between two texts.
  fileprivate func between(_ start: String, _ end: String) -> String? {
    guard let from = range(of: start), let to = range(of: end, range: from.upperBound..<endIndex) else { return nil }
    return String(self[from.upperBound..<to.lowerBound])
  }
}
