import ManentAccess
import Testing

@Suite struct `What others are told of an error` {
  @Test(arguments: [
    ("echo failed: /home/ada/.config/manent/plugins/echo/run.sh: line 3", "echo failed: run.sh: line 3"),
    ("no such chat; 'manent chats' lists them", "no such chat"),
    ("the key is missing; put it into config.yaml", "the key is missing"),
    ("it ended; try it again with --no-documents", "it ended"),
    ("see https://example.org/a/b/c", "see https://example.org/a/b/c"),
    ("a model that is busy", "a model that is busy"),
  ])
  func `has neither paths nor commands of this machine`(_ text: String, _ told: String) {
    #expect(OutsideText.of(text) == told)
  }
}
