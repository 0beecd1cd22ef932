import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentHistory
import ManentRecords
import ManentWorkspace

/// A workspace with many short chats, 250 a day up to now, in one commit.
struct ManyChats {
  let count: Int

  func make(at folder: Path) throws {
    var changes: [Change] = []
    try add("manent: 1\nname: work\n", at: "workspace.yaml", in: folder, to: &changes)
    try add(".manent/\n", at: ".gitignore", in: folder, to: &changes)
    var identifiers = IDGenerator(clock: Clock { Timestamp(milliseconds: 1_700_000_000_000) })
    let newest = Timestamp.now
    for number in 0..<count {
      let day = Int64((count - 1 - number) / 250)
      let time = Timestamp(milliseconds: newest.milliseconds - day * 86_400_000 - Int64(250 - number % 250) * 1000)
      let id = identifiers.next().description
      let date = LocalCalendar.utc.day(of: time).text.split(separator: "-").joined(separator: "/")
      let path = "chats/\(date)/question-\(number)-\(id.suffix(8))"
      try add(
        ChatSettings(id: id, title: "Question \(number)", createdAt: time).yaml, at: "\(path)/chat.yaml", in: folder,
        to: &changes)
      let message = Message(
        id: identifiers.next().description, parent: nil, role: .user,
        content: "What is there to say about \(number)? It is asked at some length, as questions are.",
        createdAt: time, device: "benchmark")
      try add(message.json.serialized() + "\n", at: "\(path)/0001.jsonl", in: folder, to: &changes)
    }
    let history = try History.create(at: folder)
    _ = try history.commit(changes, message: "start", at: newest)
  }

  private func add(_ text: String, at path: String, in folder: Path, to changes: inout [Change]) throws {
    let file = folder / path
    try Files.makeFolders(file.parent)
    try Files.writeNew(Array(text.utf8), to: file, sync: false)
    changes.append(.write(path: path, content: Array(text.utf8)))
  }
}
