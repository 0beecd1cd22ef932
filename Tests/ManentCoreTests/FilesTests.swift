import ManentCore
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.temporaryFolder) struct FilesTests {
  private var folder: Path { TemporaryFolder.current }

  @Test func `A file is replaced in one step, and nothing is left beside it`() throws {
    try Files.writeAtomically(Array("old".utf8), to: folder / "a")
    let before = try Files.status(folder / "a")?.inode
    try Files.writeAtomically(Array("new".utf8), to: folder / "a", mode: 0o600)
    let status = try #require(try Files.status(folder / "a"))
    #expect(try Files.read(folder / "a") == Array("new".utf8))
    #expect(status.inode != before)
    #expect(status.mode == 0o600)
    #expect(try Files.list(folder) == ["a"])
  }

  @Test func `A write that cannot be finished leaves the old content and nothing beside it`() throws {
    try Files.makeFolders(folder / "a" / "b")
    #expect(throws: FileError.self) { try Files.writeAtomically([1], to: folder / "a") }
    #expect(try Files.list(folder) == ["a"])
    #expect(try Files.list(folder / "a") == ["b"])
  }

  @Test func `A file that must be new is not written over`() throws {
    try Files.writeNew([1], to: folder / "a")
    let error = #expect(throws: FileError.self) { try Files.writeNew([2], to: folder / "a") }
    #expect(error?.code == EEXIST)
    #expect(try Files.read(folder / "a") == [1])
  }

  @Test func `Bytes are appended, and the file is made when it is missing`() throws {
    try Files.append(Array("a\n".utf8), to: folder / "lines")
    try Files.append(Array("b\n".utf8), to: folder / "lines")
    #expect(try Files.read(folder / "lines") == Array("a\nb\n".utf8))
  }

  @Test func `Nothing is appended to what a link leads to`() throws {
    try Files.writeNew([1], to: folder / "outside")
    #expect(symlink("outside", (folder / "link").string) == 0)
    let error = #expect(throws: FileError.self) { try Files.append([2], to: folder / "link") }
    #expect(error?.description == "cannot open \(folder / "link"): it is a link, which is not followed")
    #expect(try Files.read(folder / "outside") == [1])
    #expect(throws: FileError.self) { try Files.read(folder / "link", followsLinks: false) }
    #expect(try Files.read(folder / "link") == [1])
  }

  @Test func `An append that finds no room is taken back`() async throws {
    // A limit on the length of files stands in for a full disk; it holds for a process, so the test runs in one of
    // its own.
    let path: String = (folder / "lines").string
    await #expect(processExitsWith: .success) { [path = path as String] in
      let file = Path(path)
      try Files.append(Array("whole\n".utf8), to: file)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 8, rlim_max: 8)
      #if canImport(Glibc)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #else
        try #require(setrlimit(RLIMIT_FSIZE, &limit) == 0)
      #endif
      let error = #expect(throws: FileError.self) { try Files.append(Array("half of it\n".utf8), to: file) }
      #expect(error?.code == EFBIG)
      #expect(throws: FileError.self) { try Files.append(Array("too long to be\n".utf8), to: Path(path + "2")) }
    }
    #expect(try Files.read(Path(path)) == Array("whole\n".utf8))
    #expect(try Files.list(folder) == ["lines"])
  }

  @Test func `Missing folders are made, and told from the uppermost on`() throws {
    #expect(try Files.makeMissingFolders(folder / "a/b/c") == [folder / "a", folder / "a/b", folder / "a/b/c"])
    #expect(try Files.makeMissingFolders(folder / "a/b/d") == [folder / "a/b/d"])
    #expect(try Files.makeMissingFolders(folder / "a") == [])
  }

  @Test func `A file in the way of a folder is an error`() throws {
    try Files.writeNew([], to: folder / "a")
    for path in [folder / "a", folder / "a/b"] {
      let error = #expect(throws: FileError.self) { try Files.makeFolders(path) }
      #expect(error?.code == ENOTDIR)
    }
  }

  @Test func `A folder's entries are listed, sorted by their bytes, links not followed`() throws {
    for name in ["b", "Z", "é", ".hidden"] { try Files.writeNew([1, 2], to: folder / name) }
    try Files.makeFolders(folder / "a")
    #expect(symlink("b", (folder / "link").string) == 0)
    #expect(try Files.list(folder) == [".hidden", "Z", "a", "b", "link", "é"])
    let kinds = Dictionary(uniqueKeysWithValues: try Files.entries(of: folder).map { ($0.name, $0.status) })
    #expect(kinds["link"]?.kind == .link)
    #expect(kinds["a"]?.kind == .folder)
    #expect(kinds["b"]?.kind == .file)
    #expect(kinds["b"]?.size == 2)
    #expect(kinds.count == 6)
  }

  @Test func `A range of a file is read, as far as the file goes`() throws {
    try Files.writeNew(Array("0123456789".utf8), to: folder / "a")
    #expect(try Files.read(folder / "a", range: 3..<6) == Array("345".utf8))
    #expect(try Files.read(folder / "a", range: 8..<100) == Array("89".utf8))
    #expect(try Files.read(folder / "a", range: 50..<100) == [])
  }

  @Test func `More than the limit is not read`() throws {
    try Files.writeNew(Array("0123456789".utf8), to: folder / "a")
    #expect(try Files.read(folder / "a", limit: 10).count == 10)
    let error = #expect(throws: FileError.self) { try Files.read(folder / "a", limit: 9) }
    #expect(error?.code == EFBIG)
    // Devices tell no length beforehand.
    #expect(throws: FileError.self) { try Files.read("/dev/zero", limit: 1000) }
  }

  @Test(arguments: [("", false), ("a", true), ("a\n", false), ("a\nb", true)])
  func `A last line without its line feed is seen`(text: String, expected: Bool) throws {
    try Files.writeAtomically(Array(text.utf8), to: folder / "a")
    #expect(try Files.endsMidLine(folder / "a") == expected)
  }

  @Test func `A tree is removed without following its links`() throws {
    try Files.makeFolders(folder / "tree/inner")
    try Files.writeNew([1], to: folder / "outside")
    try Files.writeNew([1], to: folder / "tree/inner/file")
    #expect(symlink("../outside", (folder / "tree/link").string) == 0)
    try Files.removeTree(folder / "tree")
    try Files.removeTree(folder / "tree")
    #expect(try Files.list(folder) == ["outside"])
  }

  @Test func `A file written piece by piece appears when it is whole`() throws {
    let file = try AtomicFile(at: folder / "out")
    try file.write("a")
    #expect(!Files.exists(folder / "out"))
    try file.write("é\n")
    try file.commit()
    #expect(try Files.read(folder / "out") == Array("aé\n".utf8))
    let dropped = try AtomicFile(at: folder / "out")
    try dropped.write("other")
    dropped.discard()
    #expect(try Files.read(folder / "out") == Array("aé\n".utf8))
    #expect(try Files.list(folder) == ["out"])
  }

  @Test func `A mapped file shows its bytes, and an empty one none`() throws {
    try Files.writeNew([7, 8], to: folder / "a")
    try Files.writeNew([], to: folder / "b")
    let full = try MappedFile.open(folder / "a")
    let empty = try MappedFile.open(folder / "b")
    #expect(full.withBytes { Array($0) } == [7, 8])
    #expect(empty.withBytes { Array($0) } == [])
  }

  @Test func `A temporary folder is this user's alone`() throws {
    let made = try Files.makeTemporaryFolder(prefix: "x-", environment: ["TMPDIR": folder.string])
    #expect(made.parent == folder)
    #expect(try Files.status(made)?.mode == 0o700)
  }
}
