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
    #expect(try text(file) == "Ada: Hello there.\n- Bye\n")
    #expect(try text("WEBVTT\n\n") == "")
    #expect(try text("Notes without times.\n") == "Notes without times.\n")
  }

  @Test func `of SubStation Alpha give what is said, in the order of the times`() throws {
    let file = """
      [Script Info]\r
      Title: X\r
      [Events]\r
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r
      Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,for the editor\r
      Dialogue: 0,0:00:05.00,0:00:06.00,Default,Bo,0,0,0,,Fine, thanks.\r
      Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ada,0,0,0,,{\\i1}Hello{\\i0},\\Nhow are\\hyou?\r
      Dialogue: 0,0:00:07.00,0:00:08.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\r

      """
    #expect(try text(file) == "Ada: Hello, how are you?\nBo: Fine, thanks.\n")
    let old =
      "[Script Info]\n[Events]\nFormat: Marked, Start, End, Text\nDialogue: Marked=0,0:00:01.00,0:00:02.00,a, b\n"
    #expect(try text(old) == "a, b\n")
    #expect(SubtitleExtractor().extensions.isSuperset(of: ["ass", "ssa"]))
    #expect(try text("An essay on [Events].\n") == "An essay on [Events].\n")
  }

  @Test func `name each who begins to speak, and keep the lines of two apart`() throws {
    let file =
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud Ada Brandt>The pump</v>\n\n00:02.000 --> 00:03.000\n<v Ada Brandt>is "
      + "blue,</v>\n\n00:03.000 --> 00:04.000\n<v Bo>I know</v>\n\n00:04.000 --> 00:05.000\n- Who?\n- Me <i>late\n"
    #expect(try text(file) == "Ada Brandt: The pump is blue,\nBo: I know\n- Who?\n- Me late\n")
  }

  @Test func `that roll are read once`() throws {
    let file =
      "WEBVTT\n\n00:00.000 --> 00:02.000\n \nhello<00:00.500><c> world</c>\n\n00:02.000 --> 00:02.010\nhello world\n\n"
      + "00:02.010 --> 00:04.000\nhello world\nis<00:02.500><c> a</c> test\n\n00:04.000 --> 00:04.010\nis a test\n"
    #expect(try text(file) == "hello world is a test\n")
    #expect(try text("WEBVTT\n\n00:01.000 --> 00:02.000\nNo\n\n00:02.000 --> 00:03.000\nNo\n") == "No No\n")
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
