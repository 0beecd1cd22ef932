import ManentCatalog
import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentIndex
import ManentSync
import ManentWorkspace

/// Prints every passage of a workspace with its vector, a JSON object a line, so that another index can be given the
/// same: `swift run -c release passage-vectors WORKSPACE`.
@main struct PassageVectors {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: passage-vectors WORKSPACE")
      return
    }
    let root = Path(CommandLine.arguments[1]).absolute(from: Platform.currentFolder)
    let workspace = try Workspace.open(root, surroundings: Surroundings())
    for name in try workspace.documents().map(\.name) {
      let document = try workspace.document(named: name)
      for passage in document.passages {
        let text = String(decoding: document.text[passage.range], as: UTF8.self)
        let line: JSON = [
          "document": .string(name), "id": .string("\(name)#\(passage.ordinal)"), "text": .string(text),
          "vector": .array(HashedEmbedder().embed(text).map { JSON(Double($0)) }),
        ]
        print(line.serialized())
      }
    }
  }
}
