import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `The way to a server of models` {
  private var manent: Tool
  private let root: Path

  private static let key = "sk-test-0123456789"

  init() throws {
    manent = try Tool()
    root = try manent.makeWorkspace()
  }

  private func settings(_ text: String) throws { try manent.write("\(manent.base)/config/manent/config.yaml", text) }

  private func ask(_ model: String) throws -> Program.Outcome {
    try manent("-w", "work", "chat", "-p", "openai", "-m", model, "Hi")
  }

  /// All that lies below the folder of the test, but for the file of keys and what the server wrote down.
  private func isSeen(_ secret: String) throws -> Bool {
    let found = try Program(in: manent.base, environment: manent.environment).run([
      "grep", "-rlF", "--exclude=keys.yaml", "--exclude=*.requests", secret, ".",
    ])
    return found.status == 0
  }

  @Test func `is opened by a stored key, which is seen by the server and nobody else`() throws {
    let server = try ModelServer()
    try settings("endpoints:\n  secret: {base_url: \"\(server.base("secret"))\"}\n")
    #expect(try ask("secret/x").errors.contains("wants a key: 'manent keys set secret' stores one"))
    #expect(try manent.succeed("keys", "set", "secret", input: "sk-wrong-9876543210\n") == "stored the key 'secret'\n")
    let wrong = try ask("secret/x")
    #expect(wrong.errors.contains("does not accept the key; 'manent keys set secret' stores another"), "\(wrong)")
    #expect(!wrong.errors.contains("9876543210") && wrong.errors.contains("…"), "\(wrong)")
    #expect(try manent.succeed("keys", "set", "secret", input: Self.key) == "replaced the key 'secret'\n")
    // The stored one comes before the environment's.
    var other = manent
    other.environment["SECRET_API_KEY"] = "sk-other"
    #expect(try other.succeed("-w", "work", "chat", "-p", "openai", "-m", "secret/x", "Hi").hasPrefix("You said"))
    #expect(try server.requests().last?.line.contains("Bearer \(Self.key)") == true)
    #expect(try !isSeen(Self.key) && !isSeen("9876543210"))
    #expect(try manent.succeed("keys") == "secret\n")
    #expect(try manent.json("keys", "--json") == [["name": "secret"]])
    let path = try manent.succeed("keys", "path").trimmingCharacters(in: .newlines)
    #expect(try Files.status(Path(path))?.mode == 0o600)
    try manent.succeed("keys", "remove", "secret")
    other.environment["SECRET_API_KEY"] = Self.key
    #expect(try other.succeed("-w", "work", "chat", "-p", "openai", "-m", "secret/x", "Hi").hasPrefix("You said"))
    try manent("keys", "remove", "secret").expectFailure(3, saying: "no key is stored as 'secret'")
  }

  @Test func `is asked for on a terminal without being shown`() throws {
    let typing = """
      (
        for i in $(seq 500); do grep -q 'Key for' screen 2>/dev/null && break; sleep 0.02; done
        sleep 0.1; printf '%s\\n' '\(Self.key)'; sleep 1
      ) | script -qefc "'$0' keys set typed" screen >shown
      exit ${PIPESTATUS[1]}
      """
    let outcome = try Program(in: manent.folder, environment: manent.environment)
      .run(["bash", "-c", typing, Tool.program.string])
    let shown = try (manent.folder / "shown").text
    #expect(outcome.status == 0 && shown.contains("Key for 'typed': ") && shown.contains("stored the key"), "\(shown)")
    #expect(!shown.contains(Self.key) && !shown.contains("sk-"), "\(shown)")
    #expect(try manent.succeed("keys") == "typed\n")
  }

  @Test func `to OpenAI itself is not gone without a key`() throws {
    for arguments in [["-p", "openai"], ["-m", "openai:gpt-4o"], ["-m", "openai:openai/gpt-4o"]] {
      // A proxy that is not there would be complained of if anything was sent.
      var proxied = manent
      proxied.environment["https_proxy"] = "http://127.0.0.1:1"
      try proxied.run(["-w", "work", "chat"] + arguments + ["Hi"])
        .expectFailure(1, saying: "endpoint 'openai' wants a key: 'manent keys set openai' stores one")
    }
    try manent("models", "openai").expectFailure(1, saying: "endpoint 'openai' wants a key")
    try manent("-w", "work", "chat", "-p", "openai", "-m", "elsewhere/x", "Hi")
      .expectFailure(1, saying: "there is no endpoint 'elsewhere' in config.yaml")
  }

  @Test func `concerns no plugin that asks for no keys`() throws {
    try manent.write("\(manent.base)/config/manent/keys.yaml", "openai: sk-1\n")
    try manent.succeed("plugins", "new", "hello")
    #expect(try manent("-w", "work", "chat", "-p", "hello", "Hi").status == 0)
    try manent("-w", "work", "chat", "-p", "openai", "Hi").expectFailure(1, saying: "can be read by others")
  }

  @Test func `is never opened by an argument or the environment of the plugin`() throws {
    let server = try ModelServer()
    try settings("endpoints:\n  secret: {base_url: \"\(server.base("secret"))\"}\n")
    try manent.succeed("keys", "set", "secret", input: Self.key)
    // A program in the place of the plugin's writes down what it was started with and what it reads.
    let plugin = "\(manent.base)/config/manent/plugins/openai"
    try manent.write("\(plugin)/plugin.yaml", "name: openai\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [./spy]\n")
    try manent.write(
      "\(plugin)/spy",
      "#!/bin/sh\nenv > \"${0%/*}/seen\"; echo \"$@\" >> \"${0%/*}/seen\"; head -n 1 >> \"${0%/*}/seen\"\n")
    try manent.shell("chmod", "+x", "\(plugin)/spy")
    _ = try ask("secret/x")
    #expect(try Path("\(plugin)/seen").text.contains("initialize"))
    #expect(try !isSeen(Self.key), "a plugin that has not asked for endpoints was handed their keys")
    // One that asks for them gets them through its pipe alone.
    try manent.write(
      "\(plugin)/plugin.yaml",
      "name: openai\nkinds: [provider]\nprotocol: jsonrpc\ncommand: [./spy]\nrequires: {endpoints: true}\n")
    _ = try ask("secret/x")
    let seen = try Path("\(plugin)/seen").text.split(separator: "\n").filter { $0.contains(Self.key) }
    #expect(seen.count == 1 && seen[0].hasPrefix("{\"jsonrpc\""), "\(seen)")
  }

  @Test func `is not opened by keys that others can read, or that are no keys`() throws {
    try manent.succeed("keys", "set", "a", input: Self.key)
    let path = try manent.succeed("keys", "path").trimmingCharacters(in: .newlines)
    try manent.shell("chmod", "644", path)
    try manent("keys").expectFailure(1, saying: "can be read by others; say 'chmod 600")
    try manent.shell("chmod", "600", path)
    for bad in ["", "   \n", "two words", "line\nline", "schlüssel"] {
      let outcome = try manent("keys", "set", "b", input: bad)
      outcome.expectFailure(1, saying: "that is no key")
      #expect(!outcome.errors.contains("schlüssel"))
    }
    try manent("keys", "set", "../x", input: Self.key).expectFailure(2, saying: "a key's name is of")
    try manent.write(path, "a: [\(Self.key)\n")
    try manent.shell("chmod", "600", path)
    let broken = try manent("keys")
    broken.expectFailure(1, saying: "keys are lines of 'name: key'")
    #expect(!broken.errors.contains(Self.key), "\(broken)")
  }

  @Test func `leads through a proxy when the environment names one`() throws {
    let server = try ModelServer()
    try settings("endpoints:\n  far: {base_url: \"http://models.invalid/ok/v1\"}\n")
    #expect(try ask("far/x").errors.contains("no server answers at http://models.invalid/ok/v1"))
    var proxied = manent
    proxied.environment["http_proxy"] = "http://127.0.0.1:\(server.port)"
    #expect(try proxied.succeed("-w", "work", "chat", "-p", "openai", "-m", "far/x", "Hi").hasPrefix("You said"))
    #expect(try server.requests().last?.path == "http://models.invalid/ok/v1/chat/completions")
    proxied.environment["http_proxy"] = "http://127.0.0.1:1"
    #expect(try proxied("-w", "work", "chat", "-p", "openai", "-m", "far/x", "Hi").status == 1)
  }

  @Test func `is not taken when the certificate cannot be trusted`() throws {
    try manent.shell(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem")
    let certificate = manent.folder / "cert.pem"
    let server = try ModelServer(certificate: (certificate, manent.folder / "key.pem"))
    func settings(host: String, more: String = "") throws {
      try self.settings("endpoints:\n  tls: {base_url: \"\(server.base("ok", host: host))\"\(more)}\n")
    }
    try settings(host: "localhost")
    try ask("tls/x").expectFailure(1, saying: "cannot be trusted", "'ca_file' in config.yaml")
    #expect(try server.requests().isEmpty)
    try settings(host: "localhost", more: ", ca_file: \(certificate)")
    #expect(try ask("tls/x").output.hasPrefix("You said"))
    // Its name counts as well.
    try settings(host: "127.0.0.1", more: ", ca_file: \(certificate)")
    try ask("tls/x").expectFailure(1, saying: "cannot be trusted")
    var other = manent
    other.environment["SSL_CERT_FILE"] = certificate.string
    try settings(host: "localhost")
    #expect(try other.succeed("-w", "work", "chat", "-p", "openai", "-m", "tls/x", "Hi").hasPrefix("You said"))
  }

  @Test(arguments: [
    "base_url: http://127.0.0.1:PORT/ok/v1", "endpoints: {evil: {base_url: \"http://127.0.0.1:PORT/ok/v1\"}}",
    "keys: {openai: sk-1}", "api_key: sk-1", "plugins: {openai: {endpoint: evil}}",
    "model: http://127.0.0.1:PORT/ok/v1", "model: evil/chatty", "provider: ../../evil",
  ])
  func `cannot be told by a stranger's workspace, and nothing is sent`(_ line: String) throws {
    let server = try ModelServer()
    let line = line.replacing("PORT", with: "\(server.port)")
    try manent.succeed("keys", "set", "openai", input: Self.key)
    var text = try (root / "workspace.yaml").text.split(separator: "\n").filter {
      !line.hasPrefix($0.prefix { $0 != ":" } + ":")
    }
    if !line.hasPrefix("provider") { text = text.map { $0.hasPrefix("provider") ? "provider: openai" : $0 } }
    try manent.write((root / "workspace.yaml").string, text.joined(separator: "\n") + "\n\(line)\n")
    // A plugin and settings inside the workspace are nobody's.
    try manent.write(
      (root / "plugins/evil/plugin.yaml").string, "name: evil\nkinds: [provider]\nprotocol: text\ncommand: [./run]\n")
    try manent.write((root / "config.yaml").string, "endpoints: {evil: {base_url: \"\(server.base("ok"))\"}}\n")
    try manent.write((root / "keys.yaml").string, "openai: sk-1\n")
    let outcome = try manent.run(["chat", "Hello"], input: nil, in: root)
    #expect([1, 2, 4].contains(outcome.status) && outcome.output == "", "\(outcome)")
    #expect(try server.requests().isEmpty)
  }
}

extension Tool {
  /// Runs a command line in another folder.
  fileprivate func run(_ arguments: [String], input: String?, in folder: Path) throws -> Program.Outcome {
    var other = self
    other.folder = folder
    return try other.run(arguments, input: input)
  }
}
