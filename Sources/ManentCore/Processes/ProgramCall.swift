/// A program to be run: which, with which words, and what it gets from this process.
///
/// No shell is involved: the arguments reach the program as they are.
public struct ProgramCall: Sendable, Equatable {
  /// What the program reads as its standard input.
  public enum Input: Sendable {
    /// Nothing: the null device.
    case nothing
    /// What this process reads.
    case inherited
    /// A pipe that this process writes to.
    case pipe
  }

  /// The program's file; see `find(_:in:)`.
  public var program: Path
  /// The words after the program's name.
  public var arguments: [String]
  /// Its whole environment.
  public var environment: [String: String]
  /// The folder that it starts in; `nil` for that of this process.
  public var folder: Path?
  /// What it reads.
  public var input: Input
  /// Whether it leads a process group of its own, so that it can be stopped with all that it has started.
  ///
  /// A program that asks the user something on the terminal must stay in this process's group: the system stops
  /// another one that reads there.
  public var leadsGroup: Bool

  /// A call from its parts.
  public init(
    _ program: Path, _ arguments: [String] = [], environment: [String: String], folder: Path? = nil,
    input: Input = .nothing, leadsGroup: Bool = true
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.input = input
    self.leadsGroup = leadsGroup
  }

  /// The folders of a search path that are absolute.
  static func folders(of search: String) -> [String] {
    search.split(separator: ":").filter { $0.utf8.first == UInt8(ascii: "/") }.map(String.init)
  }

  /// The file of a program that the search path (`PATH`) leads to; `nil` when there is none.
  ///
  /// Only absolute folders of the search path are tried: what lies in the current folder may be a stranger's.
  public static func find(_ name: String, in environment: [String: String]) -> Path? {
    let search = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for folder in folders(of: search) {
      let candidate = Path(folder) / name
      if Files.isExecutable(candidate), (try? Files.statusFollowingLinks(candidate))?.kind == .file { return candidate }
    }
    return nil
  }
}
