import ManentCore
import ManentFormats
internal import ManentGit

/// What a merge is about to do to the work tree.
struct MergeJournal: Equatable {
  /// The file's name.
  static let name = "journal.json"

  /// The commit that the work tree and the branch come from.
  var from: CommitID
  /// The commit that they are brought to.
  var to: CommitID

  init(from: CommitID, to: CommitID) {
    self.from = from
    self.to = to
  }

  /// Reads a journal; `nil` when it is not one.
  init?(_ json: JSON) {
    guard let from = json["from"]?.string.flatMap({ CommitID($0) }),
      let to = json["to"]?.string.flatMap({ CommitID($0) })
    else { return nil }
    self.init(from: from, to: to)
  }

  var json: JSON { ["from": .string(from.description), "to": .string(to.description)] }
}
