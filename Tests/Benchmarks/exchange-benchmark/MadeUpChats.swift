import ManentChats
import ManentCore
import ManentDocuments
import ManentFormats
import ManentRecords
import ManentSync
import ManentWorkspace

/// Chats of a given size.
enum MadeUpChats {
  private static let words = "Attention weighs every word by how much it matters to every other word, and that is all. "

  /// An empty workspace.
  static func workspace(in folder: Path) throws -> Workspace {
    let template = Path(folder.string + "-template")
    try Files.makeFolders(template)
    try Files.writeAtomically(Array("manent: 1\n".utf8), to: template / "workspace.yaml")
    var environment = Platform.environment
    for name in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(name)_NAME"] = "Ada"
      environment["GIT_\(name)_EMAIL"] = "ada@example.org"
    }
    return try Workspace.create(
      at: folder, from: WorkspaceTemplate(folder: template), surroundings: Surroundings(environment: environment))
  }

  /// A list of messages as OpenAI's interface has it.
  static func conversation(_ number: Int, messages: Int, bytes: Int) -> String {
    let list = (0..<messages).map { index -> JSON in
      ["role": .string(index.isMultiple(of: 2) ? "user" : "assistant"), "content": .string(text(number, index, bytes))]
    }
    return JSON.object(["id": .string("made-up-\(number)"), "messages": .array(list)]).serialized()
  }

  /// Writes a chat's files, which nobody commits; gives their bytes.
  static func write(_ number: Int, in root: Path, messages: Int, bytes: Int) throws -> Int {
    let began = Timestamp(milliseconds: 1_600_000_000_000 + Int64(number) * 400_000)
    let day = began.description.prefix(10).replacing("-", with: "/")
    let folder = root / "chats/\(day)/made-up-\(number)"
    try Files.makeFolders(folder)
    var lines = ""
    var parent: String?
    for index in 0..<messages {
      let id = UUIDv7(
        milliseconds: began.milliseconds + Int64(index), sequence: 0, random: UInt64(number) << 20 | UInt64(index))
      var message = Message(
        id: id.description, parent: parent, role: index.isMultiple(of: 2) ? .user : .assistant,
        content: text(number, index, bytes), createdAt: began, device: "laptop")
      if message.role == .assistant { message.provider = "extractive" }
      parent = message.id
      lines += message.json.serialized() + "\n"
    }
    let settings = ChatSettings(id: "made-up-\(number)", title: "Made up \(number)", createdAt: began).yaml
    try Files.writeNew(Array(settings.utf8), to: folder / "chat.yaml", sync: false)
    // As long as a part may be, and then the next one.
    var part: [UInt8] = []
    var count = 0
    for line in lines.utf8.split(separator: 0x0A) {
      if part.count + line.count > 64 * 1024 {
        count += 1
        try Files.writeNew(part, to: folder / WorkspaceLayout.part(count), sync: false)
        part.removeAll()
      }
      part += line
      part.append(0x0A)
    }
    try Files.writeNew(part, to: folder / WorkspaceLayout.part(count + 1), sync: false)
    return lines.utf8.count + settings.utf8.count
  }

  private static func text(_ number: Int, _ index: Int, _ bytes: Int) -> String {
    String((("\(number).\(index) " + String(repeating: words, count: bytes / words.utf8.count + 1)).prefix(bytes)))
  }
}
