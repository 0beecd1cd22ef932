import Testing

@testable import ManentExtraction

@Suite struct HTMLTextTests {
  private func text(_ page: String) -> String { HTMLText.extract(Array(page.utf8)).text }

  @Test func `An article keeps its headings, paragraphs, lists, tables and code`() {
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head>
        <meta charset="utf-8"><title>
          Attention &mdash; a   primer </title>
        <style>p { color: red }</style>
        <script>if (a < b && "</p>") document.write("<p>no</p>");</script>
      </head>
      <body class="x">
        <!-- a comment with <p>markup</p> -- and dashes -->
        <nav><ul><li><a href="/">Home</a></li><li><a href="/a?b=1&copy=2">About</a></ul></nav>
        <h1>What is
          <em>attention</em>?</h1>
        <p>It weighs&nbsp;every word&hellip;
           by how much it <b>mat</b>ters.<br>And no&shy;thing else.
        <p>Unclosed paragraphs are fine &amp; common.
        <h2 id=two>Parts</h2>
        <ol start=3><li>Query<li><p>Key</p><p>which is compared</p></li><li>Value
          <ul><li>weighted</li><li>summed</li></ul></ol>
        <pre><code class="language-swift">
      let a = b
        if a &lt; b { }

      </code></pre>
        <table><caption>Heads</caption><thead><tr><th>Layer<th>Heads</tr></thead>
          <tr><td><p>1</p></td><td>8<br>(eight)</td></tr>
          <tr><td>2<td></td></tr></table>
        <figure><img src="a.png" alt="A diagram of
          heads"><figcaption>Figure 1</figcaption></figure>
        <noscript>Turn on scripts</noscript><template><p>later</p></template>
        <svg><title>icon</title><text>drawn</text></svg>
        <p>The end.
      </body></html>
      """
    let (text, title) = HTMLText.extract(Array(page.utf8))
    #expect(title == "Attention — a primer")
    #expect(
      text
        == """
        - Home
        - About

        # What is attention?

        It weighs every word… by how much it matters.
        And nothing else.

        Unclosed paragraphs are fine & common.

        ## Parts

        3. Query
        4. Key

          which is compared

        5. Value
          - weighted
          - summed

        ```
        let a = b
          if a < b { }
        ```

        Heads

        Layer | Heads
        1 | 8 (eight)
        2 |

        A diagram of heads

        Figure 1

        The end.
        """)
  }

  @Test func `A page laid out with tables reads cell by cell`() {
    let page = """
      <center><table border=0 width=100%><tr><td colspan=2><font size=+3><b>WELCOME</b></font></td>
      <tr><td><a href=i.htm>Index</a><br><a href=m.htm>Mail</a><p>Top<td>
      <h2>News</h2>First story.<p>Second story.
      <table><tr><td>a<td>b<tr><td>c<td>d</table>
      </td></tr></table></center>Bye
      """
    #expect(
      text(page) == """
        WELCOME

        Index
        Mail

        Top

        ## News

        First story.

        Second story.

        a | b
        c | d

        Bye
        """)
  }

  @Test(arguments: [
    ("", ""), ("plain text", "plain text"), ("a < b & c > d", "a < b & c > d"), ("<", "<"), ("a<", "a<"), ("</", "</"),
    ("a</>b", "ab"), ("a</ b>c", "ac"), ("a<?php echo 1 ?>b", "ab"), ("a<!-->b", "ab"), ("a<!--->b", "ab"),
    ("a<!-- x --!>b", "ab"), ("a<!-- x > y -->b", "ab"), ("a<!-- never", "a"), ("a<!DOCTYPE x>b", "ab"),
    ("a<![CDATA[x]]>b", "ab"),
    ("<p", ""), ("a<p title=\"x", "a"), ("<p title='a>b'>c", "c"), ("<p title=it's>c", "c"), ("<p \">c", "c"),
    ("<P>a</P><DIV>b", "a\n\nb"), ("a<br><br>b", "a\n\nb"), ("a<br/>b", "a\nb"), ("<br>a<br>", "a"),
    ("<b>a</b> <i>b</i>", "a b"), ("a<span> b </span>c", "a b c"), ("<p></p><p> </p>a", "a"), ("a<hr>b", "a\n\nb"),
    ("<h1></h1>a", "a"), ("<h2>a<div>b</div>c</h2>d", "## a b c\n\nd"), ("<ul></ul>a", "a"), ("<ul><li></ul>a", "a"),
    ("<li>a<li>b", "- a\n- b"), ("</ul></li></table></td></tr></h1></pre>a", "a"), ("<td>a<td>b", "a\n\nb"),
    ("<table>a<tr><td>b", "a\n\nb"), ("<script>a</scripty></script>b", "b"), ("<script>never closed <p>a", ""),
    ("<SCRIPT>x</Script >a", "a"), ("<title>x</title>a", "a"), ("<textarea><p>a</textarea>b", "<p>a\n\nb"),
    ("<plaintext><p>a", "```\n<p>a\n```"), ("<xmp><b>a</b></xmp>", "```\n<b>a</b>\n```"),
    ("<pre>```\na</pre>", "````\n```\na\n````"),
    ("<pre>\r\na\r\nb\r\n</pre>", "```\na\nb\n```"), ("<pre>a<br>b<i>c</i></pre>", "```\na\nbc\n```"),
    ("<pre> </pre>a", "a"),
    ("<svg><path/><p>a", "a"), ("<svg/>a", "a"), ("<svg><svg>x</svg>y</svg>a", "a"), ("<iframe><p>x</iframe>a", "a"),
    ("a\u{200B}b\u{AD}c\u{FEFF}d", "abcd"), ("a\u{2003}\u{A0}\u{2028}b", "a b"), ("a\0b\u{1B}[1mc\u{85}d", "ab[1mc d"),
    ("<input alt=x><img><img alt=''><img alt=\"a &quot;b&quot;\" alt=c>", "x a \"b\""),
    ("<select><option>a<option>b</select>", "a\nb"), ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\n\nc\nd"),
    ("<a href=x/>b</a>", "b"), ("x<wbr>y", "xy"), ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
  ])
  func `Ugly markup gives the text that a browser shows`(page: String, expected: String) {
    #expect(text(page) == expected)
  }

  @Test func `The first title with text is the page's, and a drawing's is not`() {
    #expect(
      HTMLText.extract(Array("<svg><title>icon</title></svg><title> </title><title>a\n b</title><title>c".utf8)).title
        == "a b")
    #expect(HTMLText.extract(Array("<p>a".utf8)).title == nil)
    #expect(HTMLText.extract(Array("<title>never closed".utf8)).title == "never closed")
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"), ("&#233;&#xE9;&#XE9;&#233 &#xE9x", "éééé éx"),
    ("&eacute;&eacute", "éé"), ("&notit; &notin;", "¬it; ∉"), ("&copy2", "©2"), ("&hellip &hellip;", "&hellip …"),
    ("&#0;&#x110000;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ("&#128;&#x92;", "€’"),
    ("& &; &# &#; &#x; &#xg; &unknown; &", "& &; &# &#; &#x; &#xg; &unknown; &"),
    ("&NotEqualTilde;", "\u{2242}\u{338}"),
    ("&CounterClockwiseContourIntegral;", "∳"), ("&amp;lt;", "&lt;"), ("<img alt='?a&copy=1&copy;&lt'>", "?a&copy=1©<"),
  ])
  func `Character references are decoded as the HTML standard says`(page: String, expected: String) {
    #expect(text(page) == expected)
  }
}
