import ManentCatalog
import ManentChat
import ManentChats
import ManentCommandLine
import ManentCore
import ManentExchange
import ManentTerminal
import ManentWorkspace

/// Completes what is typed at the prompt: commands, chats, documents, files.
struct PromptCompletion {
  private let prompt: Prompt

  init(_ prompt: Prompt) { self.prompt = prompt }

  /// What the word before the cursor can be.
  func complete(_ line: String) -> LineCompletion {
    guard let (name, _) = SlashCommand.split(line) else {
      if line.hasPrefix("/"), !line.contains(" ") { return commands(line) }
      let word = lastWord(line)
      return word.isEmpty ? LineCompletion() : documents(word)
    }
    guard line.contains(" ") else { return commands(line) }
    guard let command = try? SlashCommand.find(name) else { return LineCompletion() }
    let word = lastWord(line)
    switch command.completion {
    case .chat: return chats(word)
    case .document: return documents(word)
    case .file, .folder: return files(word)
    case .template:
      // Behind the name come values.
      guard SlashWords.split(line).count + (word.isEmpty ? 1 : 0) <= 2 else { return LineCompletion() }
      return plain(word, (try? prompt.workspace.templateNames()) ?? [])
    case .choices(let choices) where command.name == "help":
      return plain(word, choices + SlashCommand.all.map(\.name))
    case .choices(let choices):
      return SlashWords.split(line).count + (word.isEmpty ? 1 : 0) > 2 ? files(word) : plain(word, choices)
    default: return command.name == "provider" ? plain(word, prompt.session.providers.names) : LineCompletion()
    }
  }

  private func commands(_ line: String) -> LineCompletion {
    let found = SlashCommand.all.filter { ("/" + $0.name).hasPrefix(line) }
    return LineCompletion(typed: line, candidates: found.map { .init("/" + $0.name, note: $0.help) })
  }

  private func plain(_ word: String, _ choices: [String]) -> LineCompletion {
    LineCompletion(typed: word, candidates: choices.filter { $0.hasPrefix(word) }.map { .init($0) })
  }

  /// By the end of the id, as lists show it, or by any part of the title.
  private func chats(_ word: String) -> LineCompletion {
    let wanted = word.lowercased()
    let rows = (try? prompt.workspace.listedChats()) ?? []
    let found = rows.filter { row in
      row.id.suffix(8).hasPrefix(word) || row.id.hasPrefix(word) || row.title.lowercased().contains(wanted)
    }
    return LineCompletion(
      typed: word,
      candidates: found.map { row in
        let isLong = !word.isEmpty && !row.id.suffix(8).hasPrefix(word) && row.id.hasPrefix(word)
        // An id that a client has chosen is offered whole.
        let isChosen = UUIDv7(row.id) == nil
        return .init(isLong || isChosen ? row.id : String(row.id.suffix(8)), note: Terminal.inertLine(row.title))
      })
  }

  private func documents(_ word: String) -> LineCompletion {
    let names = ((try? prompt.workspace.catalog().documents()) ?? []).map(\.name)
    return offering(names, for: word)
  }

  /// Files and folders; those of the current folder when there is no path yet.
  private func files(_ word: String) -> LineCompletion {
    let typed = SlashWords.split(word).first ?? ""
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, start) = (String(typed[..<cut]), typed[cut...])
    let home = prompt.session.locator.userHome.string
    let place = folder.hasPrefix("~/") ? home + folder.dropFirst() : folder
    let path = Path(place.isEmpty ? "." : place).absolute(from: Platform.currentFolder)
    let names = ((try? Files.list(path)) ?? []).filter { !$0.hasPrefix(".") || start.hasPrefix(".") }
    return offering(
      names.map { name in
        let isFolder = (try? Files.statusFollowingLinks(path / name))??.kind == .folder
        return folder + name + (isFolder ? "/" : "")
      }, for: word)
  }

  /// Names that begin with a word. One with what a terminal would obey in it cannot be typed, and is not offered.
  private func offering(_ names: [String], for word: String) -> LineCompletion {
    let found = names.filter {
      Terminal.inertLine($0) == $0 || !$0.contains(where: \.isNewline) && Terminal.inert($0) == $0
    }
    .map(SlashWords.quoted).filter { $0.hasPrefix(word) }
    return LineCompletion(typed: word, candidates: found.map { .init($0) })
  }

  /// The word that is being typed; a space behind a backslash is a part of it.
  private func lastWord(_ line: String) -> String {
    var word = ""
    var isEscaped = false
    for character in line {
      if character.isWhitespace, !isEscaped { word = "" } else { word.append(character) }
      isEscaped = character == "\\" && !isEscaped
    }
    return word
  }
}
