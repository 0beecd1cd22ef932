import ManentAccess
import ManentChats
import ManentCore
import ManentRecords
import ManentWorkspace

/// A session as its client knows it: by one id, under which chats stand one after the other.
///
/// The first has the id itself. One that takes over when the last had rested for too long, or was forgotten, is called by
/// the id, a number and a digest of both: no client comes to such an id by itself, so that nobody's session is taken for
/// a part of another one.
struct Session {
  /// The chats that are there, the oldest first.
  var parts: [Chat] = []
  /// The ids of those that are forgotten.
  var gone: [String] = []
  /// What a chat is called that takes over now.
  var next: String

  /// The id of a session's chat of that number, from 1.
  static func name(_ session: String, _ number: Int) -> String {
    number == 1
      ? session : "\(session.prefix(44))-\(number)-\(SHA256.hex(of: "\(session)\n\(number)").prefix(8))"
  }

  /// The session that a chat of such an id belongs to; `nil` for the id of a session. One whose id is too long to be found
  /// in that of its chats is not found.
  static func of(part id: String) -> String? {
    let words = id.split(separator: "-", omittingEmptySubsequences: false)
    guard words.count > 2, let number = Int(words[words.count - 2]), number > 1 else { return nil }
    let session = words.dropLast(2).joined(separator: "-")
    return name(session, number) == id ? session : nil
  }

  /// Refuses what is no id of a session: a path cannot name `.` and `..`.
  static func check(_ id: String, parameter: String) throws {
    do {
      guard id != ".", id != ".." else { throw WorkspaceError(.badName, "'\(id)'", "not a session id") }
      try ChatID.check(id)
    } catch {
      throw ServeError(400, Told.text("\(error)"), parameter: parameter, code: "bad_session_id")
    }
  }
}

extension Workspace {
  /// What there is of a session.
  func parts(ofSession id: String) throws -> Session {
    var session = Session(next: id)
    guard !id.isEmpty, id.utf8.count <= 64 else { return session }
    var tombstones: Tombstones?
    var number = 1
    while true {
      session.next = Session.name(id, number)
      if let chat = try chat(withID: session.next) {
        session.parts.append(chat)
      } else {
        let known = try tombstones ?? self.tombstones()
        tombstones = known
        guard known.isGone(session.next) else { break }
        session.gone.append(session.next)
      }
      number += 1
    }
    if number == 1, let chat = try chat(abbreviated: id) { session.parts = [chat] }
    return session
  }

  /// The same, of a session that must be there.
  func session(_ id: String) throws -> (parts: [Chat], newest: Chat) {
    let parts = try parts(ofSession: id).parts
    guard let newest = parts.last else {
      throw ServeError(
        404, "there is no session '\(id.prefix(64))'", parameter: "session_id", code: "session_not_found")
    }
    return (parts, newest)
  }

  /// The chat of an id that we have made, by its first or last 8 digits or more.
  private func chat(abbreviated id: String) throws -> Chat? {
    guard id.utf8.count >= 8, id.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return nil }
    do {
      let chat = try chat(matching: id)
      let isPart = chat.id.hasPrefix(id.lowercased()) || chat.id.hasSuffix(id.lowercased())
      return UUIDv7(chat.id) != nil && isPart ? chat : nil
    } catch let error as WorkspaceError where error.code == .noChat {
      return nil
    }
  }

  /// The question that a chat ends with, when it is this one and has no whole answer: it failed, was stopped, or the
  /// program ended meanwhile. Who says it again wants it answered.
  ///
  /// - Returns: the chat, the question and the broken answer.
  func openQuestion(_ text: String, by author: String?, in id: String) throws -> (Chat, Message, broken: Message?)? {
    guard let chat = try chat(withID: id) else { return nil }
    let lines = try files(of: chat).readNewest(64)
    let messages = Transcript(lines, clearedBefore: chat.settings.clearedBefore).messages
    guard let last = messages.max(by: { $0.id < $1.id }) else { return nil }
    let isBroken = last.role == .assistant && last.status != nil
    guard let question = isBroken ? messages.first(where: { $0.id == last.parent }) : last, question.role == .user,
      question.content == text, question.author == author
    else { return nil }
    return (chat, question, isBroken ? last : nil)
  }
}
