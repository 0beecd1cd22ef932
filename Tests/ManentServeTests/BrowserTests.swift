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

  @Test(arguments: [(1280, 800, "light"), (390, 844, "dark")])
  func `The page does what a person asks of it, and axe finds nothing serious`(
    width: Int, height: Int, scheme: String
  ) throws {
    let server = try LiveServer()
    try server.tool.succeed("-w", "ada", "add", "\(server.guide())")
    try run(
      "page.py", server,
      [try server.administrator(), server.plugin.folder.string, "\(width)", "\(height)", scheme])
  }

  @Test func `The scripts of older clients run as they are`() throws {
    let server = try LiveServer()
    try run("seeds.py", server, [server.token])
  }
}
