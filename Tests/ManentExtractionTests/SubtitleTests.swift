import ManentPlugins
import Testing

@testable import ManentExtraction

@Suite struct `Subtitles` {
  private func text(_ file: String) throws -> String {
    let extracted = try #require(try SubtitleExtractor().extract(Array(file.utf8), fileName: "a.srt"))
    return String(decoding: extracted.text, as: UTF8.self)
  }

  @Test func `of SubRip give what is said`() throws {
    let file = """
      1\r
      00:00:01,000 --> 00:00:02,000\r
      {\\an8}<i>The pump</i> is\r
      blue\r
      \r
      2\r
      00:00:03,000 --> 00:00:04,000\r
      and 12 &amp; 13 fit.\r
      3\r
      00:00:05,000 --> 00:00:06,000\r
      2026\r

      """
    #expect(try text(file) == "The pump is blue and 12 & 13 fit.\n2026\n")
  }

  @Test func `of WebVTT give what is said`() throws {
    let file =
      "WEBVTT - title\n\nNOTE hidden\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n"
      + "<v Ada>Hello <00:01.500>there.</v>\n\n00:03.000 --> 00:04.000\n- Bye\n"
    #expect(try text(file) == "Hello there.\n- Bye\n")
    #expect(try text("WEBVTT\n\n") == "")
    #expect(try text("Notes without times.\n") == "Notes without times.\n")
  }
}

@Suite struct `An empty element of XHTML` {
  @Test(arguments: ["script", "title", "iframe", "style", "textarea", "noscript", "svg", "pre", "template"])
  func `hides nothing behind it`(name: String) {
    let page =
      "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><\(name)/></head>"
      + "<body><p>The pump.</p><\(name) a='b' /><p>It is<br/>blue.</p></body></html>"
    #expect(HTMLText.extract(Array(page.utf8), isXML: true).text == "The pump.\n\nIt is\nblue.")
    #expect(HTMLText.isXML(Array(page.utf8), fileName: "a.html") && HTMLText.isXML([], fileName: "a.xhtml"))
  }
}
