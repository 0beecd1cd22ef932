import Foundation
public import ManentCore

/// The packages from PyPI that tests compare with: what `.ci/python` has put into `.build/python`.
public enum PythonPackages {
  /// The folder of its programs.
  public static let programs = Path(#filePath).parent.parent.parent / ".build/python/bin"

  /// A Python that has the package of OpenAI; `nil` when there is none.
  public static let withOpenAI = python(with: "openai")

  /// Whether there is `llm` with the model `echo`, which needs no network.
  public static let hasLLM: Bool = {
    let folder = Path("/tmp/manent-llm-\(getpid())")
    defer { try? Files.removeTree(folder) }
    var environment = ProcessInfo.processInfo.environment
    environment["LLM_USER_PATH"] = folder.string
    let listed = try? Program(in: "/tmp", environment: environment).run(["\(programs)/llm", "models", "list"])
    return listed?.output.split(separator: "\n").contains { $0.hasSuffix(": echo") } ?? false
  }()

  /// The first Python that has a module, of those that `.ci/python` has made and the machine's own.
  public static func python(with module: String) -> String? {
    let made = [programs, programs.parent.parent / "python-llama-index/bin"].map { ($0 / "python3").string }
    return (made + ["python3"]).first { python in
      let program = Program(in: "/tmp", environment: ProcessInfo.processInfo.environment)
      return (try? program.run([python, "-c", "import \(module)"]))?.status == 0
    }
  }
}
