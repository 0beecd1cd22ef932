internal import CEdit
import ManentCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads lines from a terminal with editing, history and completion, by libedit.
///
/// The keys are those of Emacs, and what the user's `~/.editrc` (or `EDITRC`) says besides. What is pasted comes in as
/// one text, with its line feeds; Alt-Enter puts one in as well. For use by one thread.
public final class LineEditor {
  /// What came of reading a line.
  public enum Input: Sendable, Equatable {
    /// A line; pasted text may have given it line feeds.
    case line(String)
    /// Ctrl-C: what was typed is dropped.
    case cancelled
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
  }

  /// Finds what a word that is being typed can be: given the line up to the cursor.
  public var complete: (String) -> LineCompletion = { _ in LineCompletion() }

  package let handle: OpaquePointer
  private let history: OpaquePointer
  /// The prompt, as libedit wants to find it.
  private var prompt: UnsafeMutablePointer<Int32>
  private(set) var promptText = ""
  /// How many entries the history has, and how many of them lie between the line and the newest.
  private(set) var entryCount = 0
  package var depth = 0
  /// Bytes that were read and not taken yet.
  package var pending: [UInt8] = []
  /// Whether Ctrl-C has ended the line.
  package var isCancelled = false
  /// Whether the terminal has nothing more to say.
  package var isAtEnd = false

  /// An editor of standard input and output; `nil` when they are no terminal, or one that cannot move its cursor.
  public init?(environment: [String: String]) {
    guard Self.canEdit(environment), isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    Self.useUnicode()
    guard let handle = manent_edit_open("manent") else { return nil }
    guard let history = history_winit() else {
      el_end(handle)
      return nil
    }
    self.handle = handle
    self.history = history
    prompt = Self.wide("")
    _ = manent_edit_set_data(handle, Unmanaged.passUnretained(self).toOpaque())
    _ = manent_edit_set_prompt(handle, { LineEditor.of($0)?.prompt }, 1)
    _ = manent_edit_set_reader(handle) { LineEditor.of($0)?.read(into: $1) ?? -1 }
    _ = manent_history_set_size(history, Int32(LineHistory.limit))
    _ = manent_history_set_unique(history, 1)
    _ = manent_edit_set_history(handle, history)
    _ = manent_edit_use_emacs_keys(handle)
    addKeys()
    if let file = Self.settings(environment) { _ = el_source(handle, file.string) }
    // The user may have chosen the keys of vi, which are another set.
    bindNeeded()
  }

  deinit {
    el_end(handle)
    history_wend(history)
    prompt.deallocate()
  }

  /// Whether a terminal of that kind can be edited on: it moves its cursor.
  public static func canEdit(_ environment: [String: String]) -> Bool {
    !["", "dumb", "unknown", "emacs"].contains(environment["TERM"] ?? "")
  }

  /// The file of settings, by an absolute path: what lies in the current folder may be a stranger's.
  private static func settings(_ environment: [String: String]) -> Path? {
    if let file = environment["EDITRC"] { return file.hasPrefix("/") ? Path(file) : nil }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? Path($0) / ".editrc" : nil }
  }

  /// Lets libedit read and show UTF-8, which is what terminals speak and messages are written in, also where the locale
  /// is not set.
  private static func useUnicode() {
    if setlocale(LC_CTYPE, "") != nil, String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" { return }
    for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] where setlocale(LC_CTYPE, name) != nil { return }
  }

  /// Puts an entry into the history of this editor; the newest is the first that is found.
  public func remember(_ entry: String) {
    let text = Self.wide(entry)
    defer { text.deallocate() }
    _ = manent_history_enter(history, text)
    entryCount = min(entryCount + 1, LineHistory.limit)
  }

  /// Reads a line behind a prompt, which may hold sequences of style.
  public func readLine(prompt text: String) -> Input {
    setPrompt(text)
    isCancelled = false
    depth = 0
    let signals = EditingSignals()
    defer { signals.restore() }
    show(Paste.enable)
    defer { show(Paste.disable) }
    var count: Int32 = 0
    let line = el_wgets(handle, &count)
    if isCancelled {
      Interruption.reset()
      return .cancelled
    }
    guard let line, count > 0 else { return .end }
    var read = Self.text(line, Int(count))
    if read.last == "\n" { read.removeLast() }
    return .line(read)
  }

  private func setPrompt(_ text: String) {
    promptText = text
    prompt.deallocate()
    // libedit counts what stands between two marks as nothing.
    var marked = ""
    var isStyle = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { marked += "\u{1}" }
      if scalar == "\u{1B}" { isStyle = true }
      marked.unicodeScalars.append(scalar)
      if isStyle, scalar == "m" {
        marked += "\u{1}"
        isStyle = false
      }
    }
    prompt = Self.wide(marked)
  }

  /// Writes to the terminal at once.
  package func show(_ text: String) {
    var text = text
    text.withUTF8 { _ = Platform.write(STDOUT_FILENO, UnsafeRawBufferPointer($0)[...]) }
  }

  package static func of(_ handle: OpaquePointer?) -> LineEditor? {
    guard let handle, let data = manent_edit_data(handle) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  /// Text as C's wide characters with a zero behind them, to be given back by the caller.
  package static func wide(_ text: String) -> UnsafeMutablePointer<Int32> {
    let scalars = text.unicodeScalars.filter { $0 != "\0" }.map { Int32(bitPattern: $0.value) } + [0]
    let copy = UnsafeMutablePointer<Int32>.allocate(capacity: scalars.count)
    copy.initialize(from: scalars, count: scalars.count)
    return copy
  }

  /// So many wide characters as text; what is no Unicode scalar is shown as such.
  package static func text(_ start: UnsafePointer<Int32>, _ count: Int) -> String {
    var text = String.UnicodeScalarView()
    for index in 0..<max(0, count) { text.append(Unicode.Scalar(UInt32(bitPattern: start[index])) ?? "\u{FFFD}") }
    return String(text)
  }
}
