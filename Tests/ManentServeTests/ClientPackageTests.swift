import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

/// Clients from PyPI as their users have them, each in a script of the folder `Clients`, against the server as it runs.
@Suite(.temporaryFolder, .serialized) struct ClientPackageTests {
  private static let folder = Path(#filePath).parent / "Clients"

  /// Runs a script against a server: it says `well` when all of it holds.
  private func run(_ script: String, with python: String?, _ server: LiveServer, _ words: String...) throws {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in server.tool.environment where name != "PATH" { environment[name] = value }
    let outcome = try Program(in: TemporaryFolder.current, environment: environment).run(
      [try #require(python), "\(Self.folder)/\(script)", "http://127.0.0.1:\(server.port)"] + words)
    #expect(outcome.output.split(separator: "\n").last == "well", "\(outcome)")
  }

  @Test(.enabled(if: PythonPackages.withOpenAI != nil, "needs the openai package (.ci/python installs it)"))
  func `The package of OpenAI is answered in each way`() throws {
    let server = try LiveServer()
    try run("openai_client.py", with: PythonPackages.withOpenAI, server, server.token)
    let chats = try JSON(parsing: server.tool.succeed("-w", "ada", "chats", "--json")).array ?? []
    // What was said again goes on with its chat: the streamed one with the first, the third with the second.
    #expect(chats.count == 6)
  }

  private static let langChain = PythonPackages.python(with: "langchain_openai")
  @Test(.enabled(if: langChain != nil, "needs langchain-openai (.ci/python installs it)"))
  func `LangChain is answered`() throws {
    let server = try LiveServer()
    try run("langchain_client.py", with: Self.langChain, server, server.token)
  }

  private static let llamaIndex = PythonPackages.python(with: "llama_index.llms.openai_like")
  @Test(.enabled(if: llamaIndex != nil, "needs llama-index-llms-openai-like (.ci/python installs it)"))
  func `LlamaIndex is answered`() throws {
    let server = try LiveServer()
    try run("llama_index_client.py", with: Self.llamaIndex, server, server.token)
  }

  private static let liteLLM = PythonPackages.python(with: "litellm")
  @Test(.enabled(if: liteLLM != nil, "needs litellm (.ci/python installs it)"))
  func `LiteLLM is answered`() throws {
    let server = try LiveServer()
    try run("litellm_client.py", with: Self.liteLLM, server, server.token)
  }

  @Test(.enabled(if: PythonPackages.hasLLM, "needs llm and llm-echo (.ci/python installs them)"))
  func `llm is answered`() throws {
    let server = try LiveServer()
    try run("llm_client.py", with: PythonPackages.python(with: "llm"), server, server.token)
  }

  private static let mcp = PythonPackages.python(with: "mcp.client.client")
  @Test(.enabled(if: mcp != nil, "needs mcp (.ci/python installs it)"))
  func `The package of MCP speaks in each era, over HTTP and on standard input`() throws {
    let server = try LiveServer()
    try server.tool.succeed("-w", "ada", "add", "\(server.guide())")
    try run("mcp_clients.py", with: Self.mcp, server, server.token, Tool.program.string, "ada")
  }

  private static let schemathesis = PythonPackages.python(with: "schemathesis")
  @Test(.enabled(if: schemathesis != nil, "needs schemathesis (.ci/python installs it)"))
  func `Requests made up from the description are answered as it declares`() throws {
    let server = try LiveServer()
    try run("schemas.py", with: Self.schemathesis, server, try server.administrator())
  }
}
