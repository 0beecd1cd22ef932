internal import CEdit
import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension LineEditor {
  /// Gives libedit the next character: 1 when there is one, 0 at the end, -1 for an error.
  package func read(into character: UnsafeMutablePointer<Int32>?) -> Int32 {
    guard let byte = nextByte() else {
      // The line is ended in good order, so that the cursor stands below it.
      character?.pointee = Int32(UInt8(ascii: "\n"))
      return isCancelled ? 1 : 0
    }
    character?.pointee = Int32(bitPattern: scalar(beginningWith: byte).value)
    return 1
  }

  /// The character that a byte begins; bytes that are no UTF-8 become U+FFFD.
  private func scalar(beginningWith first: UInt8) -> Unicode.Scalar {
    var bytes = [first]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while bytes.count < length {
      guard let next = nextByte() else { return "\u{FFFD}" }
      guard next & 0xC0 == 0x80 else {
        pending.insert(next, at: 0)
        break
      }
      bytes.append(next)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }

  /// The next byte that was typed; `nil` at the end, and when Ctrl-C has ended the line.
  private func nextByte() -> UInt8? {
    while pending.isEmpty {
      if !fill(1) { return nil }
    }
    if pending[0] == Paste.begin[0], beginsPaste() {
      pending.removeFirst(Paste.begin.count)
      return Paste.key
    }
    return pending.removeFirst()
  }

  /// Whether what comes is the sequence that stands in front of pasted text. Terminals send it all at once, so that it is
  /// not waited for long.
  private func beginsPaste() -> Bool {
    while pending.count < Paste.begin.count, Paste.begin.starts(with: pending) {
      guard let bytes = readWhatIsThere(1, within: 20), !bytes.isEmpty else { return false }
      pending += bytes
    }
    return pending.starts(with: Paste.begin)
  }

  /// Waits for more bytes and reads at most so many; `false` at the end, and after Ctrl-C.
  private func fill(_ limit: Int) -> Bool {
    while !isCancelled, !isAtEnd {
      EditingSignals.waitForInput()
      if Interruption.isRequested {
        isCancelled = true
        return false
      }
      if EditingSignals.takeReturn() {
        _ = manent_edit_set_raw(handle, 1)
        show(Paste.enable)
        _ = manent_edit_refresh(handle)
      }
      if EditingSignals.takeResize() { resize() }
      let bytes = readWhatIsThere(limit)
      if let bytes {
        pending += bytes
        isAtEnd = bytes.isEmpty
        return !isAtEnd
      }
    }
    return false
  }

  /// At most so many bytes that come within some milliseconds; none at the end, `nil` when nothing comes.
  private func readWhatIsThere(_ limit: Int, within patience: Int32 = 0) -> [UInt8]? {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, patience) > 0 else { return nil }
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      result = systemRead(STDIN_FILENO, buffer.baseAddress, limit)
      count = max(0, result)
    }
    if result < 0, errno == EINTR || errno == EAGAIN { return nil }
    return bytes
  }

  /// What was pasted, up to the sequence that ends it.
  func readPaste() -> String {
    var bytes = pending
    pending = []
    while true {
      // The end may have come in two pieces.
      if let end = bytes.firstRange(of: Paste.end) {
        pending = Array(bytes[end.upperBound...])
        return Paste.text(Array(bytes[..<end.lowerBound]))
      }
      guard fill(1 << 16) else { return Paste.text(bytes) }
      bytes += pending
      pending = []
    }
  }

  /// Shows the line anew on a terminal of another size, which has moved what it showed.
  private func resize() {
    el_resize(handle)
    let rows = rowOfCursor()
    show("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
    _ = manent_edit_refresh(handle)
  }
}

/// `read(2)` under a name that the methods above do not shadow.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, buffer, count)
}
