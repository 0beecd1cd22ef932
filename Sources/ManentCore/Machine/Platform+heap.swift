import CSystem

extension Platform {
  /// Has a process of many threads keep little memory that it does not use: the C library gives each thread a heap of its
  /// own otherwise, and each of them keeps what was once needed in it. To be called before the first thread is started.
  public static func keepHeapSmall() {
    #if canImport(Glibc)
      manent_share_heaps()
    #endif
  }
}
