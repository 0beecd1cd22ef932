import Foundation
import ManentCore
import TestSupport
import Testing

/// A Python that drives the installed Chromium; `nil` where one of the two is not there.
private let driver =
  ProgramCall.find("chromium", in: ProcessInfo.processInfo.environment) == nil
  ? nil : PythonPackages.python(with: "axe_playwright_python.sync_playwright")

/// The page and the scripts of older clients in the installed Chromium.
@Suite(
  .temporaryFolder, .serialized,
  .enabled(if: driver != nil, "needs chromium, playwright and axe-playwright-python (.ci/python installs the packages)")
)
struct BrowserTests {
  private func run(_ script: String, _ server: LiveServer, _ words: [String]) throws {
    let outcome = try Program(in: TemporaryFolder.current, environment: ProcessInfo.processInfo.environment).run(
      [try #require(driver), "\(Path(#filePath).parent)/Clients/\(script)", "http://127.0.0.1:\(server.port)"] + words)
    #expect(outcome.output.split(separator: "\n").last == "well", "\(outcome)")
  }

  @Test(arguments: [(1280, 800, "light"), (1280, 800, "dark"), (390, 844, "light"), (390, 844, "dark")])
  func `The page does what a person asks of it, and axe finds nothing serious`(
    width: Int, height: Int, scheme: String
  ) throws {
    let server = try LiveServer()
    try server.tool.succeed("-w", "ada", "add", "\(server.guide())")
    try run(
      "page.py", server,
      [try server.administrator(), server.plugin.folder.string, "\(width)", "\(height)", scheme])
  }

  @Test func `The page is used once through with the keyboard alone`() throws {
    let server = try LiveServer()
    try server.tool.succeed("-w", "ada", "add", "\(server.guide())")
    try run("keyboard.py", server, [try server.administrator(), server.plugin.folder.string])
  }

  @Test func `Many chats and a long one are shown in parts`() throws {
    let server = try LiveServer()
    let chats = try server.tool.write("chats.jsonl", Self.chats)
    try server.tool.succeed("-w", "ada", "import", "\(chats)")
    try run("many.py", server, [server.token])
  }

  /// 450 short chats, and one of 1,500 messages.
  private static var chats: String {
    func chat(_ number: Int, _ count: Int) -> String {
      let time = "2026-01-\(String(10 + number % 19))T10:\(String(10 + number % 50)):00.000Z"
      let messages = (0..<count).map { place in
        let role = place % 2 == 0 ? "user" : "assistant"
        return #"{"role":"\#(role)","content":"said \#(place)","created_at":"\#(time)"}"#
      }
      return #"{"id":"c\#(number)","title":"Chat \#(number)","messages":[\#(messages.joined(separator: ","))]}"#
    }
    return ((0..<450).map { chat($0, 2) } + [chat(450, 1500)]).joined(separator: "\n") + "\n"
  }

  @Test func `The scripts of older clients run as they are`() throws {
    let server = try LiveServer()
    try run("seeds.py", server, [server.token])
  }
}
