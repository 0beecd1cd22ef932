import Testing

@testable import ManentCommands

@Suite struct SlashCommandTests {
  @Test(arguments: [
    ("/help", "help", ""), ("/title  A new  one ", "title", "A new  one"), ("/?", "?", ""), ("/tag\ta b", "tag", "a b"),
  ])
  func `A word behind a slash calls a command`(text: String, name: String, rest: String) {
    let found = SlashCommand.split(text)
    #expect(found?.name == name && found?.rest == rest)
  }

  @Test(arguments: ["help", " /help", "/etc/hosts", "/", "/ help", "//help", "/help\nme", "/tmp.txt is what?", ""])
  func `Anything else is a message`(text: String) { #expect(SlashCommand.split(text) == nil) }

  @Test func `Names are unique, and every command says what it does in a line`() throws {
    let names = SlashCommand.all.map(\.name)
    #expect(Set(names).count == names.count && names.first == "help" && names.last == "exit")
    #expect(SlashCommand.all.allSatisfy { !$0.help.isEmpty && $0.help.count <= 70 && !$0.help.hasSuffix(".") })
    #expect(try SlashCommand.find("quit").name == "exit" && SlashCommand.find("?").name == "help")
  }

  @Test(arguments: [("serch", "search"), ("exi", "exit"), ("STATS", "stats"), ("hlep", "help")])
  func `A misspelled name is told with the one that was probably meant`(name: String, meant: String) {
    let error = #expect(throws: PromptError.self) { try SlashCommand.find(name) }
    #expect(error?.description.contains("did you mean '/\(meant)'?") == true)
  }

  @Test(arguments: [
    ("a b", ["a", "b"]), ("  'a b' c ", ["a b", "c"]), ("a\\ b", ["a b"]), ("\"it's\" 'x\\y'", ["it's", "x\\y"]),
    ("''", [""]),
    ("'open", ["open"]), ("", []), ("a\"b\"c", ["abc"]),
  ])
  func `Words are those of a shell`(text: String, words: [String]) { #expect(SlashWords.split(text) == words) }

  @Test(arguments: ["plain", "two words", "it's", "a\\b", "日本 語", "\"q\""])
  func `A word that is quoted is read as it was`(word: String) {
    #expect(SlashWords.split(SlashWords.quoted(word)) == [word])
  }
}
