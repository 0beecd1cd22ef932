internal import ManentCore

/// Where new objects go: into a pack of their own, or several when they are many.
///
/// They are in the repository once ``finish(_:)`` has returned, and not before. Every object that is given is written,
/// also one that is there already: what nothing leads to yet may be removed by another program at any moment.
package struct ObjectSink: ~Copyable {
  /// From how many changed files on contents are named and compressed by all processors.
  package static let manyFiles = 64
  /// A content from this size on is a loose object, written by libgit2: packs are put together in memory.
  static let largestPacked = 512 << 20

  private let folder: PackFolder
  private var pack: PackWriter
  private var written: Set<ObjectID> = []
  /// Whether much is expected.
  package let isMany: Bool
  /// Keeps what was written until something leads to it.
  package private(set) var guarding: PackGuard?

  /// Trees that were written, which what follows may be built on before they are in the repository.
  private var trees: [ObjectID: [UInt8]] = [:]
  /// Trees that others have taken the place of.
  private var replaced: Set<ObjectID> = []
  private let keepsTrees: Bool
  private let memory: TreeMemory?

  /// A sink for about `count` new files.
  ///
  /// - Parameters:
  ///   - count: how many files.
  ///   - folder: where packs lie.
  ///   - keepsTrees: whether a tree may be built on before it is in the repository.
  ///   - memory: trees that are known from before.
  package init(
    for count: Int, in folder: PackFolder, keepingTrees keepsTrees: Bool = false, memory: TreeMemory? = nil
  ) throws(GitError) {
    pack = try PackWriter()
    self.folder = folder
    self.keepsTrees = keepsTrees || memory != nil
    self.memory = memory
    isMany = count >= Self.manyFiles
  }

  /// Takes an object in and says its name.
  package mutating func write(
    _ content: UnsafeRawBufferPointer, as kind: ObjectKind, _ objects: borrowing GitObjects
  ) throws(GitError) -> ObjectID {
    guard content.count < Self.largestPacked else { return try objects.write(content, as: kind) }
    let id = try GitObjects.name(of: content, as: kind)
    guard needs(id) else { return id }
    try makeRoom()
    try pack.append(content, as: kind, named: id)
    written.insert(id)
    return id
  }

  /// Takes a tree in, and says its name.
  ///
  /// - Parameters:
  ///   - content: the tree.
  ///   - base: the tree that it takes the place of.
  ///   - objects: the repository's objects.
  package mutating func writeTree(
    _ content: [UInt8], replacing base: ObjectID?, _ objects: borrowing GitObjects
  ) throws(GitError) -> ObjectID {
    let id = try content.withBytes { bytes throws(GitError) in try write(bytes, as: .tree, objects) }
    guard keepsTrees else { return id }
    trees[id] = content
    if let base, base != id { replaced.insert(base) }
    replaced.remove(id)
    return id
  }

  /// The content of a tree that was written here, or is known from before.
  func tree(_ id: ObjectID) -> [UInt8]? { trees[id] ?? memory?.tree(id) }

  /// Has the memory know the trees that the newest commit is made of.
  package func remember(root: ObjectID, of commit: CommitID) {
    memory?.keep(trees, without: replaced, root: root, of: commit)
  }

  /// Whether an object was not taken in yet.
  func needs(_ id: ObjectID) -> Bool { !written.contains(id) }

  /// Takes in a compressed blob, unless it is in already.
  package mutating func append(_ deflated: [UInt8], size: Int, named id: ObjectID) throws(GitError) {
    guard needs(id) else { return }
    try makeRoom()
    pack.append(deflated, size: size, as: .blob, named: id)
    written.insert(id)
  }

  /// Puts all that was taken in into the repository: only then may anything lead to it.
  package mutating func finish(_ objects: borrowing GitObjects) throws(GitError) {
    guard !written.isEmpty else { return }
    try pack.write(to: folder, under: begunGuard())
  }

  /// Removes what was written: nothing will lead to it.
  package mutating func discard() throws(GitError) {
    try guarding?.discard()
    guarding = nil
  }

  /// Ends the guard of what was written: something leads to it now.
  package mutating func release() { guarding = nil }

  private mutating func makeRoom() throws(GitError) {
    if pack.isFull { try pack.write(to: folder, under: begunGuard()) }
  }

  private mutating func begunGuard() throws(GitError) -> PackGuard {
    if let guarding { return guarding }
    let begun = try PackGuard(in: folder)
    guarding = begun
    return begun
  }
}
