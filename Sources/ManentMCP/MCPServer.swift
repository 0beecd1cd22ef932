public import ManentChat
import ManentCore
public import ManentFormats
import ManentPlugins
public import ManentWorkspace

/// Gives a workspace to programs that speak the Model Context Protocol, in its current revision and in earlier ones.
///
/// It knows nothing of how messages travel. Nothing is kept from one message to the next, so that one server can answer
/// for any number of clients, one message at a time.
public struct MCPServer {
  /// What it may do.
  public struct Options: Sendable {
    /// Whether it has tools that change something.
    public var canWrite = false
    /// Who asks: recorded as the author of messages.
    public var author: String?
    /// The sentence that a client is told of an error; over HTTP it is shorter than on standard output.
    public var tell: @Sendable (_ error: any Error) -> String = { "\($0)" }

    /// Only looking.
    public init() {}
  }

  /// Has a client ask its user what the parameters of `elicitation/create` say.
  public typealias Question = (_ parameters: JSON) throws -> JSON?

  let workspace: Workspace
  let providers: Providers
  let options: Options

  /// A server of a workspace.
  ///
  /// - Parameter providers: who answers the tool `ask`.
  public init(of workspace: Workspace, providers: Providers, options: Options = Options()) {
    self.workspace = workspace
    self.providers = providers
    self.options = options
  }

  /// Answers a message.
  ///
  /// - Parameters:
  ///   - message: a request, a notification or a list of them, as earlier revisions allow.
  ///   - version: what the field `MCP-Protocol-Version` says, where there is one.
  ///   - ask: has the client ask its user, where it can be asked in the middle of a request; gives what the user has said.
  ///   - progress: is sent notifications while a request is worked on.
  public func answer(
    _ message: JSON, version: String? = nil, ask: Question? = nil, progress: (JSON) throws -> Void = { _ in }
  ) throws -> MCPAnswer {
    if let batch = message.array {
      guard !batch.isEmpty, batch.count <= 100 else {
        return Self.failure(.null, MCPError(-32600, "a batch has 1 to 100 messages", status: 400))
      }
      let answers = try batch.compactMap { try answer($0, version: version, ask: ask, progress: progress).message }
      return answers.isEmpty ? MCPAnswer(message: nil, status: 202) : MCPAnswer(message: .array(answers), status: 200)
    }
    guard message["jsonrpc"]?.string == "2.0", let method = message["method"]?.string else {
      // An answer of the client's: nothing was asked of it.
      if message["jsonrpc"]?.string == "2.0", message["result"] != nil || message["error"] != nil {
        return MCPAnswer(message: nil, status: 202)
      }
      return Self.failure(message["id"] ?? .null, MCPError(-32600, "no request of JSON-RPC 2.0", status: 400))
    }
    guard let id = message["id"] else { return MCPAnswer(message: nil, status: 202) }
    guard id.string != nil || id.int != nil else {
      return Self.failure(.null, MCPError(-32600, "'id' must be a text or a whole number", status: 400))
    }
    let parameters = message["params"]?.object ?? [:]
    do {
      let revision = try revision(of: parameters, version: version, method: method)
      var result = try result(of: method, parameters, revision, ask, progress: progress)
      if revision.isStateless, result["resultType"] == nil { result["resultType"] = "complete" }
      return MCPAnswer(message: ["jsonrpc": "2.0", "id": id, "result": .object(result)], status: 200)
    } catch let error as MCPError {
      return Self.failure(id, error)
    } catch let stop as Interruption {
      throw stop
    } catch {
      return Self.failure(id, MCPError(-32603, options.tell(error)))
    }
  }

  /// An answer that is an error.
  static func failure(_ id: JSON, _ error: MCPError) -> MCPAnswer {
    MCPAnswer(message: ["jsonrpc": "2.0", "id": id, "error": error.json], status: error.status)
  }

  /// The answer to what is no JSON.
  public static func unreadable(_ reason: String) -> MCPAnswer {
    failure(.null, MCPError(-32700, "the message is not JSON: \(reason)", status: 400))
  }

  /// The revision that a request is made in: what its `_meta` says, else what its head says, else one with a handshake.
  private func revision(of parameters: JSONObject, version: String?, method: String) throws -> MCPRevision {
    let said = parameters["_meta"]?[MCPRevision.key]?.string
    // A handshake is answered with a revision that is spoken, whichever was asked for.
    if method == "initialize" { return MCPRevision.earlier[0] }
    guard let name = said ?? version else { return MCPRevision.earlier[0] }
    if let version, let said, version != said {
      throw MCPError(-32020, "the field MCP-Protocol-Version says another revision than the request", status: 400)
    }
    guard let revision = MCPRevision.all.first(where: { $0.name == name }) else {
      throw MCPError(
        -32022, "the revision '\(name.prefix(40))' is not spoken here",
        data: [
          "supported": .array(MCPRevision.all.map { .string($0.name) }), "requested": .string(name),
        ], status: 400)
    }
    return revision
  }

  private func result(
    of method: String, _ parameters: JSONObject, _ revision: MCPRevision, _ ask: Question?,
    progress: (JSON) throws -> Void
  ) throws -> JSONObject {
    switch method {
    case "initialize":
      guard !revision.isStateless else { break }
      let asked = parameters["protocolVersion"]?.string
      let agreed = MCPRevision.earlier.first { $0.name == asked } ?? MCPRevision.earlier[0]
      return [
        "protocolVersion": .string(agreed.name), "capabilities": capabilities, "serverInfo": Self.info,
        "instructions": .string(instructions),
      ]
    case "server/discover":
      return [
        "supportedVersions": .array(MCPRevision.all.map { .string($0.name) }), "capabilities": capabilities,
        "serverInfo": Self.info, "instructions": .string(instructions), "resultType": "complete",
        "ttlMs": 0, "cacheScope": "private",
        "_meta": ["io.modelcontextprotocol/serverInfo": Self.info],
      ]
    case "ping": if !revision.isStateless { return [:] }
    case "tools/list": return cached(["tools": .array(tools.map(\.json))], revision)
    case "tools/call": return try call(parameters, revision, ask, progress: progress)
    case "resources/list": return cached(try resources(parameters), revision)
    case "resources/templates/list":
      return cached(["resourceTemplates": .array(Self.resourceTemplates)], revision)
    case "resources/read": return cached(try read(parameters), revision)
    case "prompts/list": return cached(try prompts(), revision)
    case "prompts/get": return try prompt(parameters)
    default: break
    }
    throw MCPError.unknownMethod(method)
  }

  /// The current revision tells how long lists may be kept: no longer than the answer.
  private func cached(_ result: JSONObject, _ revision: MCPRevision) -> JSONObject {
    guard revision.isStateless else { return result }
    var result = result
    result["ttlMs"] = 0
    result["cacheScope"] = "private"
    return result
  }

  private var capabilities: JSON { ["tools": [:], "resources": [:], "prompts": [:]] }

  private static let info: JSON = ["name": "manent", "title": "Manent", "version": .string(ProductVersion.current)]

  private var instructions: String {
    "The documents and chats of one person. 'search' finds passages and messages, 'fetch' and 'read_document' read them, "
      + "'ask' answers from the documents by quotation with sources."
  }
}
