#if canImport(Glibc)
  import CSystem
#endif

extension Platform {
  /// Gives memory that is not used any more back to the system.
  ///
  /// The allocator keeps it for later otherwise, a part for each thread, so that work on very many files takes as much as
  /// all of its parts together.
  public static func releaseFreedMemory() {
    #if canImport(Glibc)
      malloc_trim(0)
    #endif
  }
}
