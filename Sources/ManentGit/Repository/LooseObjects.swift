internal import CGit2
internal import ManentCore

/// Reads loose objects in libgit2's stead.
///
/// libgit2 1.5 goes round for ever on a loose object that is cut short, which is what a power cut can leave behind.
/// As a backend that is asked before libgit2's own this one protects every call that reads.
struct LooseObjects {
  /// What libgit2 knows; it has to come first, since libgit2 hands a pointer to it back.
  private var backend: git_odb_backend
  private var folder: UnsafeMutablePointer<CChar>

  /// An object larger than this is left unread.
  private static let largest = 1 << 32 - 1
  /// libgit2 asks for loose objects at 1 and for packed ones at 2.
  private static let priority: Int32 = 3

  /// Makes `database` read the loose objects of `folder` this way; it owns what is made here.
  static func install(in database: OpaquePointer, folder: Path) throws(GitError) {
    var backend = git_odb_backend()
    try GitLibrary.check(git_odb_init_backend(&backend, UInt32(GIT_ODB_BACKEND_VERSION)), "git_odb_init_backend")
    backend.read = { content, count, type, backend, id in LooseObjects.read(content, count, type, backend, id) }
    backend.read_header = { count, type, backend, id in LooseObjects.read(nil, count, type, backend, id) }
    backend.free = { LooseObjects.free($0) }
    let text = Array(folder.string.utf8CString)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count)
    copy.initialize(from: text, count: text.count)
    let object = UnsafeMutablePointer<LooseObjects>.allocate(capacity: 1)
    object.initialize(to: LooseObjects(backend: backend, folder: copy))
    let pointer = UnsafeMutableRawPointer(object).assumingMemoryBound(to: git_odb_backend.self)
    do throws(GitError) {
      try GitLibrary.check(git_odb_add_backend(database, pointer, priority), "git_odb_add_backend")
    } catch {
      free(pointer)
      throw error
    }
  }

  private static func free(_ pointer: UnsafeMutablePointer<git_odb_backend>?) {
    guard let pointer else { return }
    let object = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: LooseObjects.self)
    object.pointee.folder.deallocate()
    object.deallocate()
  }

  private static func read(
    _ content: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ count: UnsafeMutablePointer<Int>?,
    _ type: UnsafeMutablePointer<git_object_t>?, _ backend: UnsafeMutablePointer<git_odb_backend>?,
    _ id: UnsafePointer<git_oid>?
  ) -> Int32 {
    guard let count, let type, let backend, let id else { return GIT_ERROR.rawValue }
    let folder = UnsafeMutableRawPointer(backend).assumingMemoryBound(to: LooseObjects.self).pointee.folder
    let name = ObjectID(id.pointee).description
    let path = Path(String(cString: folder) + "/\(name.prefix(2))/\(name.dropFirst(2))")
    let file: [UInt8]
    do throws(FileError) { file = try Files.read(path, limit: largest) } catch {
      guard !error.isNotFound else { return GIT_ENOTFOUND.rawValue }
      return refuse("loose object \(name): \(error)")
    }
    if content == nil {
      // Its first line tells kind and length: an object of a stranger may unfold to gigabytes.
      guard let start = Inflater.beginning(of: file, count: 32), let header = header(of: start, isWhole: false) else {
        return refuse("loose object \(name) is damaged")
      }
      (type.pointee, count.pointee) = (header.type, header.content)
      return 0
    }
    guard let bytes = Inflater.inflate(file, limit: largest), let header = header(of: bytes) else {
      return refuse("loose object \(name) is damaged")
    }
    return give(bytes[header.length...], header.type, content, count, type, backend)
  }

  /// Hands an object to libgit2.
  private static func give(
    _ bytes: ArraySlice<UInt8>, _ kind: git_object_t, _ content: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ count: UnsafeMutablePointer<Int>, _ type: UnsafeMutablePointer<git_object_t>,
    _ backend: UnsafeMutablePointer<git_odb_backend>
  ) -> Int32 {
    type.pointee = kind
    count.pointee = bytes.count
    guard let content else { return 0 }
    // One byte more than needed: libgit2 counts on a zero behind every object.
    guard let copy = git_odb_backend_data_alloc(backend, bytes.count + 1) else { return GIT_ERROR.rawValue }
    bytes.withUnsafeBytes { if let start = $0.baseAddress { copy.copyMemory(from: start, byteCount: $0.count) } }
    copy.storeBytes(of: 0, toByteOffset: bytes.count, as: UInt8.self)
    content.pointee = copy
    return 0
  }

  /// The kind of an object, the length of the line that says so and that of its content; `nil` when a whole object is not
  /// as long as it claims.
  private static func header(
    of bytes: [UInt8], isWhole: Bool = true
  ) -> (type: git_object_t, length: Int, content: Int)? {
    guard let end = bytes.prefix(32).firstIndex(of: 0) else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 2, let length = Int(words[1]), length >= 0, !isWhole || length == bytes.count - end - 1 else {
      return nil
    }
    let type = git_object_string2type(String(words[0]))
    return type == GIT_OBJECT_INVALID ? nil : (type, end + 1, length)
  }

  private static func refuse(_ reason: String) -> Int32 {
    git_error_set_str(Int32(GIT_ERROR_ODB.rawValue), reason)
    return GIT_ERROR.rawValue
  }
}
