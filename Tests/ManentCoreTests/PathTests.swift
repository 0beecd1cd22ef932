import ManentCore
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("a/b/c.txt", "c.txt", "a/b", "txt"), ("/a", "a", "/", ""), ("a", "a", ".", ""), ("/", "/", "/", ""),
    ("a/b///", "b", "a", ""), (".bashrc", ".bashrc", ".", ""), ("x.tar.GZ", "x.tar.GZ", ".", "gz"),
    ("a/b.", "b.", "a", ""),
  ])
  func `A path knows its name, its parent and its extension`(
    text: String, name: String, parent: String, fileExtension: String
  ) {
    let path = Path(text)
    #expect(path.name == name)
    #expect(path.parent.string == parent)
    #expect(path.fileExtension == fileExtension)
  }

  @Test(arguments: [
    ("a/./b/../c", "/x", "/x/a/c"), ("/a/../../b", "/x", "/b"), ("..", "/x/y", "/x"), (".", "/x/y/", "/x/y"),
    ("../../../..", "/x", "/"),
  ])
  func `A path is made absolute without looking at the disk`(text: String, base: String, expected: String) {
    #expect(Path(text).absolute(from: Path(base)).string == expected)
  }

  @Test(arguments: [
    ("/a/b/c", "/a", "b/c"), ("/a", "/a", ""), ("/ab", "/a", nil), ("/a", "/", "a"), ("/b", "/a", nil),
  ])
  func `A path says how it is reached from a folder, if it is below it`(path: String, base: String, expected: String?) {
    #expect(Path(path).relative(to: Path(base)) == expected)
  }

  @Test func `Parts are joined by one slash`() {
    #expect((Path("/") / "a").string == "/a")
    #expect((Path("a/") / "b").string == "a/b")
    #expect((Path("") / "b").string == "b")
  }

  @Test func `A mark at the beginning of a name does not hide the slash before it`() {
    // U+0301 joins the slash to one character of Swift's; for the file system the slash is a slash.
    let path = Path("/a/../\u{301}b")
    #expect(path.parent.string == "/a/..")
    #expect(path.name == "\u{301}b")
    #expect(path.components.map(String.init) == ["a", "..", "\u{301}b"])
    #expect(path.absolute(from: "/").string == "/\u{301}b")
    #expect(Path("/a/\u{301}b").relative(to: "/a") == "\u{301}b")
  }

  @Test func `Paths are told apart and sorted by their bytes`() {
    #expect(Path("/\u{E9}") != Path("/e\u{301}"))
    #expect(Set([Path("/\u{E9}"), Path("/e\u{301}")]).count == 2)
    #expect(Path("/Z") < Path("/a"))
  }
}
