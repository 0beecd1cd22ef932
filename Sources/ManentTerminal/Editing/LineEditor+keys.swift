internal import CEdit

extension LineEditor {
  /// Says what the keys do that libedit has no key for, or another one.
  func addKeys() {
    add("manent-complete", "Complete the word") { handle, _ in LineEditor.of(handle)?.completeWord() ?? UInt8(CC_ERROR)
    }
    add("manent-paste", "Take what is pasted") { handle, _ in LineEditor.of(handle)?.insertPaste() ?? UInt8(CC_ERROR) }
    add("manent-newline", "Begin a new line of the message") { handle, _ in
      LineEditor.of(handle)?.insert("\n") ?? UInt8(CC_ERROR)
    }
    add("manent-end", "Delete the next character, or leave") { handle, _ in
      LineEditor.of(handle)?.deleteOrLeave() ?? UInt8(CC_EOF)
    }
    add("manent-up", "The line above, or the message before") { handle, _ in
      LineEditor.of(handle)?.move(up: true) ?? UInt8(CC_ERROR)
    }
    add("manent-down", "The line below, or the message after") { handle, _ in
      LineEditor.of(handle)?.move(up: false) ?? UInt8(CC_ERROR)
    }
    add("manent-line-start", "The beginning of the line") { handle, _ in
      LineEditor.of(handle)?.moveInLine(toEnd: false) ?? UInt8(CC_ERROR)
    }
    add("manent-line-end", "The end of the line") { handle, _ in
      LineEditor.of(handle)?.moveInLine(toEnd: true) ?? UInt8(CC_ERROR)
    }
    let keys = [
      ("\\e\\r", "manent-newline"),
      ("\\e\\n", "manent-newline"), ("^D", "manent-end"), ("^R", "em-inc-search-prev"), ("\\e[A", "manent-up"),
      ("\\eOA", "manent-up"), ("\\e[B", "manent-down"), ("\\eOB", "manent-down"), (Self.before, "ed-prev-history"),
      (Self.after, "ed-next-history"), ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
      ("\\e[H", "manent-line-start"), ("\\eOH", "manent-line-start"), ("\\e[1~", "manent-line-start"),
      ("^A", "manent-line-start"), ("\\e[F", "manent-line-end"), ("\\eOF", "manent-line-end"),
      ("\\e[4~", "manent-line-end"), ("^E", "manent-line-end"), ("\\e[3~", "ed-delete-next-char"),
      ("^P", "manent-up"), ("^N", "manent-down"), ("^W", "ed-delete-prev-word"),
    ]
    for (key, name) in keys { bind(key, name) }
  }

  /// Says what the keys do that must work with every set of keys.
  func bindNeeded() {
    bind("^I", "manent-complete")
    bind("^_", "manent-paste")
    bind("^_", "manent-paste", inCommandMode: true)
  }

  private func bind(_ key: String, _ name: String, inCommandMode: Bool = false) {
    let (key, name) = (Self.wide(key), Self.wide(name))
    _ = inCommandMode ? manent_edit_bind_command(handle, key, name) : manent_edit_bind(handle, key, name)
    key.deallocate()
    name.deallocate()
  }

  /// Keys that nobody has, for what functions of libedit do and no other can.
  private static let before = "\\e[9001~"
  private static let after = "\\e[9002~"

  private func add(_ name: String, _ help: String, _ work: @escaping @convention(c) (OpaquePointer?, Int32) -> UInt8) {
    // libedit keeps both texts for as long as the editor lives, which is until the process ends.
    _ = manent_edit_add(handle, Self.wide(name), Self.wide(help), work)
  }

  /// The line, and how many scalars of it stand before the cursor.
  private var line: (text: [Unicode.Scalar], cursor: Int) {
    guard let info = el_wline(handle)?.pointee else { return ([], 0) }
    let text = Array(Self.text(info.buffer, info.lastchar - info.buffer).unicodeScalars)
    return (text, min(text.count, max(0, info.cursor - info.buffer)))
  }

  private func insert(_ text: String) -> UInt8 {
    let wide = Self.wide(text)
    defer { wide.deallocate() }
    return UInt8(el_winsertstr(handle, wide) == 0 ? CC_REFRESH : CC_ERROR)
  }

  private func insertPaste() -> UInt8 {
    let text = readPaste()
    return text.isEmpty ? UInt8(CC_NORM) : insert(text)
  }

  private func deleteOrLeave() -> UInt8 {
    let (text, cursor) = line
    if text.isEmpty { return UInt8(CC_EOF) }
    guard cursor < text.count else { return UInt8(CC_ERROR) }
    _ = el_cursor(handle, 1)
    el_deletestr(handle, 1)
    return UInt8(CC_REFRESH)
  }

  private func moveInLine(toEnd: Bool) -> UInt8 {
    let (text, cursor) = line
    let start = text[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = text[cursor...].firstIndex(of: "\n") ?? text.count
    _ = el_cursor(handle, Int32((toEnd ? end : start) - cursor))
    return UInt8(CC_CURSOR)
  }

  /// Moves to the line above or below in a text of several lines; beyond them, to another message.
  private func move(up: Bool) -> UInt8 {
    let (text, cursor) = line
    let start = text[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = text[cursor...].firstIndex(of: "\n") ?? text.count
    let target: Int
    if up, start > 0 {
      let above = text[..<(start - 1)].lastIndex(of: "\n").map { $0 + 1 } ?? 0
      target = min(above + cursor - start, start - 1)
    } else if !up, end < text.count {
      let belowEnd = text[(end + 1)...].firstIndex(of: "\n") ?? text.count
      target = min(end + 1 + cursor - start, belowEnd)
    } else {
      // Beyond the newest entry libedit would drop what is being typed.
      guard up ? depth < entryCount : depth > 0 else { return UInt8(CC_ERROR) }
      depth += up ? 1 : -1
      let key = Self.wide((up ? Self.before : Self.after).replacingEscape)
      el_wpush(handle, key)
      key.deallocate()
      return UInt8(CC_NORM)
    }
    _ = el_cursor(handle, Int32(target - cursor))
    return UInt8(CC_CURSOR)
  }

  private func completeWord() -> UInt8 {
    let (text, cursor) = line
    let found = complete(Self.text(text[..<cursor]))
    if let common = found.common {
      el_deletestr(handle, Int32(found.typed.unicodeScalars.count))
      return insert(common)
    }
    guard found.candidates.count > 1 else { return UInt8(CC_REFRESH_BEEP) }
    // Below the line, wherever the cursor is in it.
    let below = rows(of: text) - rows(of: text[..<cursor])
    let size = WindowSize.current
    let rows = found.rows(width: size.columns, limit: max(3, min(30, size.rows - 4)))
    show((below > 0 ? "\u{1B}[\(below)B" : "") + "\r\n\u{1B}[J" + rows.joined(separator: "\r\n") + "\r\n")
    return UInt8(CC_REDISPLAY)
  }

  /// In which row below that of the prompt the cursor is.
  func rowOfCursor() -> Int {
    let (text, cursor) = line
    return rows(of: text[..<cursor])
  }

  /// How many rows below that of the prompt the text reaches.
  private func rows(of text: ArraySlice<Unicode.Scalar>) -> Int {
    let width = max(1, WindowSize.current.columns)
    var rows = 0
    var column = DisplayWidth.of(StyledText.plain(promptText))
    for scalar in text {
      if scalar == "\n" {
        rows += 1
        column = 0
        continue
      }
      let places = scalar == "\t" ? 8 - column % 8 : DisplayWidth.of(scalar)
      if column + places > width {
        rows += 1
        column = 0
      }
      column += places
    }
    return column >= width ? rows + 1 : rows
  }

  private func rows(of text: [Unicode.Scalar]) -> Int { rows(of: text[...]) }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

extension String {
  /// A key as the terminal sends it.
  fileprivate var replacingEscape: String { "\u{1B}" + dropFirst(2) }
}
