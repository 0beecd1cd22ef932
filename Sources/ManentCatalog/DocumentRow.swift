public import ManentCore

/// What the catalog knows of a document.
public struct DocumentRow: Sendable, Equatable {
  /// The row; passages refer to it.
  public var id: Int
  /// Path below `documents/`.
  public var name: String
  /// Git's name for the content.
  public var blob: BlobID
  /// How its text is to be read.
  public var format: String
  /// Whether the text is the file itself; else it is kept in the index.
  public var isVerbatim: Bool
  /// The file as it was when the content was read.
  public var stamp: FileStamp
  /// Why it cannot be searched, if so.
  public var problem: String?
  /// The rows of its passages.
  public var passages: Range<Int>

  /// A row from its parts.
  public init(
    id: Int = 0, name: String, blob: BlobID, format: String, isVerbatim: Bool, stamp: FileStamp,
    problem: String? = nil, passages: Range<Int> = 0..<0
  ) {
    self.id = id
    self.name = name
    self.blob = blob
    self.format = format
    self.isVerbatim = isVerbatim
    self.stamp = stamp
    self.problem = problem
    self.passages = passages
  }

  /// The folder that it is in, relative to `documents/`; empty for that itself.
  public var folder: String {
    name.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(name[..<$0]) } ?? ""
  }
}

/// What the file system said of a file when its content was last read: as long as it says the same, so is the content.
public struct FileStamp: Sendable, Equatable {
  /// Length in bytes.
  public var size: Int
  /// Time of the last change, in nanoseconds since 1970.
  public var modified: Int64
  /// The file's number on its device.
  public var inode: UInt64
  /// When the content was read, in nanoseconds since 1970.
  public var checked: Int64

  /// A stamp from its parts.
  public init(size: Int, modified: Int64, inode: UInt64, checked: Int64) {
    self.size = size
    self.modified = modified
    self.inode = inode
    self.checked = checked
  }

  /// The stamp of a file whose content is read now.
  public init(_ status: FileStatus, checked: Timestamp = .now) {
    self.init(
      size: status.size, modified: status.modified, inode: status.inode, checked: checked.milliseconds * 1_000_000)
  }

  /// Whether a file that looks like `status` still has the content that was read.
  ///
  /// A file changed within 20 ms of the reading may have been changed again without its time showing it (git calls
  /// such an entry racily clean), so it is not trusted.
  public func matches(_ status: FileStatus) -> Bool {
    status.size == size && status.modified == modified && status.inode == inode && modified + 20_000_000 <= checked
  }
}
