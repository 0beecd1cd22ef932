import ManentCore
import ManentRecords

/// Chats as one web page that needs nothing else: no script, no other file, no network.
///
/// The page forbids itself everything but its own style sheet, so that text that got into it as markup after all could
/// neither run nor reach anybody.
struct HTMLRenderer: ChatRenderer {
  func begin(_ export: ExportHeading, into output: inout ExportOutput) throws {
    let title =
      export.chats.count == 1 ? export.chats[0].title : "\(export.workspace): \(export.chats.count) chats"
    try output.add(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(HTMLStyle.hash)'; base-uri 'none'; \
      form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLText.escaped(title))</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body>

      """)
    guard export.chats.count > 1 else { return try output.add("<main>\n") }
    try output.add("<header>\n<h1 dir=\"auto\">\(HTMLText.escaped(export.workspace))</h1>\n<nav><ol>\n")
    for (index, chat) in export.chats.enumerated() {
      let date = chat.created.description.prefix(10)
      try output.add(
        "<li><a href=\"#c\(index + 1)\" dir=\"auto\">\(HTMLText.escaped(Self.name(chat.title)))</a> <time>\(date)</time></li>\n"
      )
    }
    try output.add("</ol></nav>\n</header>\n<main>\n")
  }

  func chat(_ chat: ExportedChat, at place: ExportPlace, into output: inout ExportOutput) throws {
    let anchor = "c\(place.index + 1)"
    let level = place.count > 1 ? "h2" : "h1"
    let settings = chat.chat.settings
    try output.add(
      """
      <article id="\(anchor)">
      <\(level) dir="auto">\(HTMLText.escaped(Self.name(settings.title)))</\(level)>
      <p class="about"><time datetime="\(settings.createdAt)">\(Self.minute(settings.createdAt.description))</time> \
      <code>\(HTMLText.escaped(settings.id))</code>
      """)
    for tag in settings.tags { try output.add(" <span class=\"tag\" dir=\"auto\">\(HTMLText.escaped(tag))</span>") }
    try output.add("</p>\n")
    for (name, value) in StateText.lines(of: chat.state) {
      try output.add("<p class=\"about\" dir=\"auto\">\(HTMLText.escaped(name)): \(HTMLText.escaped(value))</p>\n")
    }
    if let instructions = settings.instructions, !instructions.isEmpty {
      try output.add(
        "<section class=\"system\"><header><b>Instructions</b></header>\n<div class=\"text\" dir=\"auto\">"
          + HTMLText.rendered(instructions, sources: 0, anchor: anchor) + "</div></section>\n")
    }
    var numbers: [String: Int] = [:]
    for (index, outline) in chat.messages.enumerated() {
      let message = try chat.full(outline)
      let parent = message.parent.flatMap { numbers[$0] }
      try output.add(Self.message(message, number: index + 1, after: parent, in: anchor))
      numbers[message.id] = index + 1
    }
    if chat.messages.isEmpty { try output.add("<p class=\"about\">No messages.</p>\n") }
    try output.add("</article>\n")
  }

  func end(_ export: ExportHeading, isEmpty: Bool, into output: inout ExportOutput) throws {
    if isEmpty { try output.add("<p>No chats.</p>\n") }
    try output.add("</main>\n</body>\n</html>\n")
  }

  private static func message(_ message: Message, number: Int, after parent: Int?, in chat: String) -> String {
    let anchor = "\(chat)-m\(number)"
    var html = "<section id=\"\(anchor)\" class=\"\(message.role.rawValue)\">\n<header><b dir=\"auto\">"
    html += HTMLText.escaped(Speaker.name(of: message)) + "</b>"
    if let model = message.model { html += " <span dir=\"auto\">\(HTMLText.escaped(model))</span>" }
    html += " <a href=\"#\(anchor)\"><time datetime=\"\(message.createdAt)\">"
    html += minute(message.createdAt.description) + "</time></a>"
    // What follows another message than the one above it says so.
    if let parent, parent != number - 1 { html += " <a href=\"#\(chat)-m\(parent)\">after message \(parent)</a>" }
    if let status = message.status { html += " <span class=\"status\">\(status.rawValue)</span>" }
    html += "</header>\n"
    if !message.content.isEmpty {
      html += "<div class=\"text\" dir=\"auto\">"
      html += HTMLText.rendered(message.content, sources: message.sources.count, anchor: anchor) + "</div>\n"
    } else if message.error == nil {
      html += "<p class=\"about\">(nothing)</p>\n"
    }
    if let error = message.error { html += "<p class=\"status\" dir=\"auto\">\(HTMLText.escaped(error))</p>\n" }
    if !message.sources.isEmpty {
      html += "<ol class=\"sources\">\n"
      for (index, source) in message.sources.enumerated() {
        html +=
          "<li id=\"\(anchor)-s\(index + 1)\" dir=\"auto\">\(HTMLText.escaped(SourceText.citation(source)))</li>\n"
      }
      html += "</ol>\n"
    }
    return html + "</section>\n"
  }

  private static func name(_ title: String) -> String { title.isEmpty ? "Untitled" : title }

  /// `2026-11-20 10:00 UTC` of a time.
  private static func minute(_ time: String) -> String { time.prefix(10) + " " + time.dropFirst(11).prefix(5) + " UTC" }
}
