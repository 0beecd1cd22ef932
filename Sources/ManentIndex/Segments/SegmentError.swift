public import ManentCore

/// A file of the index (a segment, or the cache of codes) that cannot be used, and why.
///
/// All of them are made from the documents; whoever meets this error sets the file aside and makes it again.
public struct SegmentError: ManentError, Equatable {
  /// What is wrong.
  public enum Code: Sendable, Equatable {
    /// The file cannot be read or written.
    case file(FileError)
    /// It does not begin as such a file does.
    case foreignFormat
    /// It was written by a version of Manent that this one does not know.
    case version(Int)
    /// Its length is not the one that its header asks for.
    case length(expected: Int, found: Int)
    /// Its header says what cannot be; the text says what.
    case header(String)
    /// Its bytes are not those that were written.
    case checksum
    /// It was made by another embedder, or another version of it.
    case embedder
    /// It belongs to another document version.
    case document(BlobID)
    /// Another process has put a new file in its place.
    case replaced
    /// A vector has other dimensions than the codes.
    case dimensions(expected: Int, found: Int)
    /// What is to be added does not have the length of whole rows.
    case rows(bytes: Int, rowBytes: Int)
  }

  /// What is wrong.
  public var code: Code
  /// The file.
  public var path: Path

  /// An error from its facts.
  public init(_ code: Code, _ path: Path) {
    self.code = code
    self.path = path
  }

  /// One line: which file, and what is wrong with it.
  public var description: String {
    switch code {
    case .file(let error): error.description
    case .foreignFormat: "\(path): not a file of the index"
    case .version(let version): "\(path): version \(version) is not known here"
    case .length(let expected, let found): "\(path): \(found) bytes long instead of \(expected)"
    case .header(let problem): "\(path): damaged: \(problem)"
    case .checksum: "\(path): damaged: the checksum differs"
    case .embedder: "\(path): made by another embedder"
    case .document(let blob): "\(path): belongs to another document version, \(blob)"
    case .replaced: "\(path): another process has made it anew"
    case .dimensions(let expected, let found): "\(path): a vector of \(found) dimensions instead of \(expected)"
    case .rows(let bytes, let rowBytes): "\(path): \(bytes) bytes are no whole rows of \(rowBytes)"
    }
  }
}
