import Foundation
import ManentFormats

/// Python's YAML reader (PyYAML, YAML 1.1), a second opinion on what is written.
enum PythonYAML {
  /// Reads each text and prints the values as a JSON array; numbers that JSON lacks become null, as in Manent.
  private static let program = """
    import json, math, sys, yaml
    def plain(value):
        if isinstance(value, float) and not math.isfinite(value): return None
        if isinstance(value, list): return [plain(v) for v in value]
        if isinstance(value, dict): return [[k, plain(v)] for k, v in value.items()]
        return value
    texts = json.load(sys.stdin)
    json.dump([plain(yaml.safe_load(t)) for t in texts], sys.stdout, ensure_ascii=False)
    """

  /// Whether it can be asked on this machine.
  static let isPresent: Bool = (try? run("import yaml", input: [])) != nil

  /// What each text means; mappings come as arrays of pairs.
  static func values(of texts: [String]) throws -> [JSON] {
    let output = try run(program, input: Array(JSON.array(texts.map { .string($0) }).serialized().utf8))
    return try JSON(parsing: output).array ?? []
  }

  private struct Failed: Error {
    let status: Int32
  }

  private static func run(_ program: String, input: [UInt8]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "manent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "input")
    try Data(input).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return Array(bytes)
  }
}
