import Foundation
public import ManentCore

/// Looks for traces of a text in all that a workspace keeps: its files, git's files as they lie there and, unpacked, all
/// of git's objects.
public enum Traces {
  /// The places where one of the words is found.
  public static func places(of words: [String], in root: Path) throws -> [String] {
    var places: [String] = []
    let needles = words.map { Data($0.utf8) }
    func look(_ name: String, _ bytes: Data) {
      for (word, needle) in zip(words, needles) where bytes.range(of: needle) != nil {
        places.append("\(name): \(word)")
      }
    }
    func walk(_ folder: Path, _ prefix: String) throws {
      for name in try Files.list(folder) {
        look("the name of " + prefix + name, Data(name.utf8))
        switch try Files.status(folder / name)?.kind {
        case .folder: try walk(folder / name, prefix + name + "/")
        case .file: look(prefix + name, Data(try Files.read(folder / name)))
        default: continue
        }
      }
    }
    try walk(root, "")
    let program = Program(
      in: root, environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
    // Every object that is there, whether anything leads to it or not.
    let objects = try program.run(["git", "cat-file", "--batch-all-objects", "--batch", "--unordered"])
    guard objects.status == 0 else { throw Program.Failure(description: "git cat-file: \(objects)") }
    look("git's objects", Data(objects.bytes))
    return places
  }
}
