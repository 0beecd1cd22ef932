import Foundation
import ManentCore
import ManentIndex
import Testing

@Suite struct SegmentErrorTests {
  @Test func `An error is one line that names the file and what is wrong`() throws {
    let blob = try #require(BlobID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"))
    let texts: [(SegmentError.Code, String)] = [
      (.file(FileError("open", "a.seg", code: ENOENT)), "cannot open a.seg: No such file or directory"),
      (.foreignFormat, "a.seg: not a file of the index"),
      (.version(2), "a.seg: version 2 is not known here"),
      (.length(expected: 68, found: 40), "a.seg: 40 bytes long instead of 68"),
      (.header("7 dimensions"), "a.seg: damaged: 7 dimensions"),
      (.checksum, "a.seg: damaged: the checksum differs"),
      (.embedder, "a.seg: made by another embedder"),
      (.document(blob), "a.seg: belongs to another document version, e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
      (.replaced, "a.seg: another process has made it anew"),
      (.dimensions(expected: 1024, found: 384), "a.seg: a vector of 384 dimensions instead of 1024"),
      (.rows(bytes: 3, rowBytes: 128), "a.seg: 3 bytes are no whole rows of 128"),
    ]
    for (code, text) in texts { #expect(SegmentError(code, "a.seg").description == text) }
  }
}
