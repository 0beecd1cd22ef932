internal import ManentGit

/// The name that git gives to the content of a folder: as long as it is the same, so is all that is in the folder.
public struct FolderID: Hashable, Sendable, CustomStringConvertible {
  let object: ObjectID

  init(_ object: ObjectID) { self.object = object }

  /// 40 lower-case hexadecimal digits.
  public var description: String { object.description }
}
