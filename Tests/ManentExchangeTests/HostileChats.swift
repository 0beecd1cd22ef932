/// A chat that tries all that text can try, and looks like an ordinary one otherwise.
enum HostileChats {
  static let chats: [(name: String, settings: String, lines: [String])] = [
    (
      "h",
      "id: h\ntitle: \"</title><script>alert(1)</script>\"\ncreated_at: 2026-11-20T10:00:00Z\n"
        + "tags: [\"<b>\", \"'x\"]\ninstructions: \"<img src=https://evil.example/i.png>\"\n",
      [
        line(
          1, "user",
          "<script src='https://evil.example/x.js'></script><img src=x onerror=alert(1)>\\u001b[31m\\u202elive"),
        line(
          2, "assistant",
          "```\\\"><script>alert(2)</script>\\n``\\n```\\n\\n`<b>`, **<i>bold</i>** [1] [2] [9] https://evil.example/?\\\"onload=x <p>",
          #","provider":"<u>","model":"\"m\"","sources":[{"document":"<a>.pdf","start":0,"end":9,"score":1},"#
            + #"{"document":"b\" onclick=\"x","start":0,"end":9,"score":1}]"#),
        line(3, "tool", "```\\nnever closed <table>", #","error":"<svg onload=alert(3)>""#),
        line(4, "user", "# Heading **open\\n\\n" + String(repeating: "`` **", count: 50)),
      ]
    )
  ]

  private static func line(_ number: Int, _ role: String, _ content: String, _ more: String = "") -> String {
    let parent = number == 1 ? "" : #","parent":"\#(number - 1)""#
    return #"{"id":"\#(number)"\#(parent),"role":"\#(role)","content":"\#(content)","#
      + #""created_at":"2026-11-20T10:00:0\#(number).000Z"\#(more)}"#
  }
}
