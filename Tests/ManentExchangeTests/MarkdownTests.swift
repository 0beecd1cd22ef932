import ManentCore
import TestSupport
import Testing

@testable import ManentExchange

@Suite struct `A message in a Markdown export` {
  @Test(arguments: [
    "```swift\nlet a = 1", "````\n```\nstill code", "~~~\ncode", "- item\n\n  ```\n  code in an item",
    "> ```\n> code in a quote", "<!-- never closed", "text <!-- never\nclosed",
    "<details>\n<summary>More</summary>\n\nwords",
    "<div><b>bold\n\nwords", "<script>\nalert(1)", "<?php\n\necho 1;", "<![CDATA[\n\nx", "<table><tr><td>\n\nx",
    "    indented",
    "plain", "# Heading\n\nText\n===\n\nMore\n---", "```\nclosed\n```", "1. one\n2. two\n\n   more",
    "a `code` <b>x</b>",
    "\\", "|a|b|\n|-|-|\n|1|2|", "[x]: <never", "<pre>\ncode",
  ])
  func `ends before the next one begins`(content: String) throws {
    let closed = MarkdownText.closed(content)
    let page = "# T\n\n## one\n\n\(closed)\n\n## two\n\nlast\n"
    let headings = Headings()
    MarkdownParser.parse(Array(page.utf8), allowsHTML: true, headings)
    #expect(headings.second == ["one", "two"], "\(closed)")
    let html = HTMLCollecting()
    MarkdownParser.parse(Array(page.utf8), allowsHTML: true, html)
    #expect(HTMLOpenElements.ends(of: html.bytes) == nil, "\(closed)")
    // Headings go down once more.
    if !closed.contains("#") { #expect(MarkdownText.closed(closed) == closed, "what is closed stays as it is") }
  }

  @Test(arguments: [
    ("plain", "plain"), ("```\na\n```", "```\na\n```"), ("```\na", "```\na\n```"),
    ("~~~~\n~~~\na", "~~~~\n~~~\na\n~~~~"),
    ("# a\n## b\n##### c\n#no", "### a\n#### b\n###### c\n#no"), ("```\n# a\n```", "```\n# a\n```"),
    ("Title\n=====\ntext", "### Title\n\ntext"), ("one\ntwo\n---", "one\ntwo\n\\---"),
    ("a\n\n---\n\nb", "a\n\n---\n\nb"),
    ("<details>\nx", "<details>\nx\n\n</details>"), ("a\u{1B}[31m\u{202E}b\r\n", "a\u{FFFD}[31m\u{FFFD}b\n"),
    ("`<div>` and\n\n    <div>", "`<div>` and\n\n    <div>"),
    // Types are no elements.
    ("Vec<T>, Map<K,V>, Option<String> and <T>", "Vec<T>, Map<K,V>, Option<String> and <T>"),
    ("a List<a> of <Foo>\n\n<T>\n", "a List<a> of <Foo>\n\n<T>\n"),
    ("Result<P> or HashMap<U>", "Result<P> or HashMap<U>"),
    ("so <b>bold", "so <b>bold\n\n</b>"), ("x <div> y", "x <div> y\n\n</div>"),
    ("<my-part>\nx", "<my-part>\nx"),
  ])
  func `is changed no more than that takes`(content: String, expected: String) {
    #expect(MarkdownText.closed(content) == expected)
  }

  @Test func `has a title in which nothing is a mark`() {
    #expect(
      MarkdownText.escaped("<b> *x* `y` [z](a) _u_ a_b C# & AT&amp; #")
        == ##"\<b> \*x\* \`y\` \[z](a) \_u\_ a_b C\# & AT\&amp; \#"##)
  }
}

private final class Headings: MarkdownVisitor {
  private(set) var second: [String] = []
  private var isOpen = false

  func enter(_ block: MarkdownBlock) {
    if case .heading(2) = block {
      isOpen = true
      second.append("")
    }
  }
  func leave(_ block: MarkdownBlock) { isOpen = false }
  func enter(_ span: MarkdownSpan) {}
  func leave(_ span: MarkdownSpan) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind) {
    if isOpen { second[second.count - 1] += String(decoding: bytes, as: UTF8.self) }
  }
}

private final class HTMLCollecting: MarkdownVisitor {
  private(set) var bytes: [UInt8] = []

  func enter(_ block: MarkdownBlock) {}
  func leave(_ block: MarkdownBlock) {}
  func enter(_ span: MarkdownSpan) {}
  func leave(_ span: MarkdownSpan) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: MarkdownTextKind) {
    if kind == .html { self.bytes += bytes }
  }
}

@Suite struct `Markdown on the web page` {
  private func html(_ text: String, sources: Int = 0) -> String {
    HTMLText.rendered(text, sources: sources, anchor: "m")
  }

  @Test func `is tables, lists, quotes, headings and code`() {
    #expect(
      html(
        "# A\n\n- a\n- [x] b\n\n3. c\n\n> q\n\n| x | y |\n|:-|-:|\n| 1 | `2` |\n\n~~s~~ *e* **b**\n\n---\n```js\n<b>\n```"
      )
        == """
        <h3>A</h3>
        <ul>
        <li>a</li>
        <li>☑ b</li>
        </ul>
        <ol start="3">
        <li>c</li>
        </ol>
        <blockquote>
        <p>q</p>
        </blockquote>
        <table>
        <thead><tr><th class="left">x</th><th class="right">y</th></tr>
        </thead>
        <tbody><tr><td class="left">1</td><td class="right"><code>2</code></td></tr>
        </tbody>
        </table>
        <p><s>s</s> <em>e</em> <strong>b</strong></p>
        <hr>
        <p class="about">js</p>
        <pre><code>&lt;b&gt;
        </code></pre>

        """)
  }

  @Test(arguments: [
    ("<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>\n"), ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
    ("[x](javascript:alert(1))", "<p>x</p>\n"), ("[x](JaVa&#115;cript:a)", "<p>x</p>\n"),
    ("[x](data:text/html,a)", "<p>x</p>\n"),
    ("[x](/etc/passwd)", "<p>x</p>\n"), ("<javascript:a>", "<p>javascript:a</p>\n"),
    ("![a](https://x.org/p.png)", "<p><a rel=\"noopener noreferrer\" href=\"https://x.org/p.png\">a</a></p>\n"),
    (
      "[a\"](https://x.org/?\"onload=x&b)",
      "<p><a rel=\"noopener noreferrer\" href=\"https://x.org/?&quot;onload=x&amp;b\">a&quot;</a></p>\n"
    ),
    (
      "see https://x.org/a.",
      "<p>see <a rel=\"noopener noreferrer\" href=\"https://x.org/a\">https://x.org/a</a>.</p>\n"
    ),
    ("&#x202E;&amp;&nbsp;&lt;", "<p>\u{FFFD}&amp;\u{A0}&lt;</p>\n"), ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n"),
  ])
  func `can do nothing but be read`(text: String, expected: String) { #expect(html(text) == expected) }

  @Test(arguments: [
    (#"The \(a*b*c\) of \[x_1 \\ y\{2\}\], and *so* on"#, #"The \(a*b*c\) of \[x_1 \\ y\{2\}\], and <em>so</em> on"#),
    (#"\(a < b\)"#, #"\(a &lt; b\)"#), (#"\[1\] and \(never"#, #"\[1\] and \(never"#),
    (#"a \* \_ \\(x)"#, #"a * _ \(x)"#),
    (#"*a \(b* c\)"#, #"<em>a \(b</em> c\)"#), ("\\[\nx\n\\]", "\\[\nx\n\\]"), ("A [^1].", "A [^1]."),
  ])
  func `has TeX as it is written`(text: String, expected: String) { #expect(html(text) == "<p>\(expected)</p>\n") }

  @Test func `has its footnotes`() {
    #expect(
      html("A[^1] b[^n].\n\n[^1]: Word\n[^n]: two words\n\n```\n[^1]: code\n```\n\n> [^q]: Quoted")
        == """
        <p>A[^1] b[^n].</p>
        <p>[^1]: Word
        [^n]: two words</p>
        <pre><code>[^1]: code
        </code></pre>
        <blockquote>
        <p>[^q]: Quoted</p>
        </blockquote>

        """)
  }

  @Test func `refers to its sources`() {
    #expect(
      html("A [1] [3] `[1]`", sources: 2) == "<p>A <a class=\"ref\" href=\"#m-s1\">[1]</a> [3] <code>[1]</code></p>\n")
  }

  @Test(
    .slow,
    .timeLimit(.minutes(1)),
    arguments: ["*", "**a ", "`", "[", "![", "> ", "- ", "<!-- ", "_a", "|", "[a](", "\\", "&", "http://a "])
  func `takes hostile texts in good time`(piece: String) {
    #expect(!html(String(repeating: piece, count: 300_000 / piece.utf8.count)).isEmpty)
  }
}

@Suite struct `Text that is shown` {
  @Test(arguments: [
    ("a\u{1B}]52;c;x\u{07}b\u{9B}31m", "a\u{FFFD}]52;c;x\u{FFFD}b\u{FFFD}31m"),
    ("a\u{200B}b\u{E0041}", "a\u{FFFD}b\u{FFFD}"),
    ("x\u{200D}y", "x\u{FFFD}y"), ("👩‍👩‍👧 می‌خواهم", "👩‍👩‍👧 می‌خواهم"), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"),
    ("a\r\nb\rc", "a\nb\u{FFFD}c"), ("\t\n", "\t\n"),
  ])
  func `holds nothing that is obeyed or hidden`(text: String, expected: String) {
    #expect(InertText.of(text) == expected)
  }

  @Test func `is the same value as JSON`() {
    #expect(InertText.ofJSON("{\"a\":\"\u{9B}\u{202E}\u{E0041}é\"}") == "{\"a\":\"\\u009b\\u202e\\udb40\\udc41é\"}")
  }
}
