import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder, .slow) struct `Plugins` {
  private func pages(_ count: Int) -> String {
    (1...count).map { "Page \($0): the otter of lake \($0) weighs \($0 + 100) kilograms.\n.bp\n" }.joined()
  }

  @Test func `a PDF is added, searched and cited by page`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    try manent.write("otters.ms", pages(20))
    try manent.shell("sh", "-c", "groff -Tpdf otters.ms > otters.pdf")
    let added = try manent.json("-w", "work", "add", "--json", "otters.pdf")
    #expect(added["chunks"]?.int == 20)
    let found = try manent.json("-w", "work", "search", "--json", "the otter of lake 13")
    #expect(found["results"]?.array?.first?["page"]?.int == 13)
    let answer = try manent.succeed("-w", "work", "chat", "What does the otter of lake 13 weigh?")
    #expect(answer.contains("113 kilograms") && answer.contains("otters.pdf, page 13"), "\(answer)")
    #expect(try manent.uncommitted(root) == "")
    // A machine without the plugin reads what this one has extracted.
    try Files.removeTree(root / ".git/manent/cache")
    var bare = manent
    bare.environment["PATH"] = "/nonexistent"
    #expect(try bare.json("-w", "work", "documents", "--json").array?.count == 2)
    #expect(
      try bare.json("-w", "work", "search", "--json", "the otter of lake 7")["results"]?.array?.first?["page"]?.int == 7
    )
  }

  @Test(arguments: ["docx", "odt", "epub", "rtf"])
  func `a file of a word processor is added, searched and cited`(_ ending: String) throws {
    let manent = try Tool()
    _ = try manent.makeWorkspace()
    try manent.write("otters.md", "# Otters\n\nThe otter of Lake Como weighs twelve kilograms.\n\n- It eats fish.\n")
    try manent.shell("pandoc", "--metadata", "title=Otters", "otters.md", "-o", "otters.\(ending)")
    try manent.succeed("-w", "work", "add", "otters.\(ending)")
    let answer = try manent.succeed("-w", "work", "chat", "What does the otter of Lake Como weigh?")
    #expect(answer.contains("twelve kilograms") && answer.contains("otters.\(ending), line"), "\(answer)")
  }

  @Test func `a damaged PDF is refused with the reason, and nothing changes`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    let before = try manent.commits(root)
    try manent.write("broken.pdf", "%PDF-1.4\nnot really\n")
    let outcome = try manent("-w", "work", "add", "broken.pdf")
    #expect(outcome.status == 1 && outcome.errors.contains("plugin 'pdf': pdftotext cannot read it"), "\(outcome)")
    #expect(try manent.commits(root) == before && manent.uncommitted(root) == "")
  }

  @Test func `documents keep the title, and mail and sheets are read`() throws {
    let manent = try Tool()
    try manent.makeWorkspace()
    try manent.write("lease.org", "#+TITLE: Lease of the mill\n#+AUTHOR: Ada Brandt\n\nThe rent is 900 euros.\n")
    try manent.write("pump.tex", "\\documentclass{article}\\begin{document}Gr\\\"o\\ss e der Pumpe.\\end{document}\n")
    try manent.write(
      "note.eml",
      "From: =?utf-8?q?J=C3=B6rg?= <j@example.org>\nSubject: =?utf-8?b?R3LDtsOfZSBkZXIgUHVtcGU=?=\n"
        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        + "RGllIFB1bXBlIGhhdCAxMiBMaXRlci4=\n")
    try manent.shell(
      "python3", "-c",
      """
      import zipfile
      r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
      z = zipfile.ZipFile('costs.xlsx', 'w')
      z.writestr('xl/workbook.xml', f'<w xmlns:r="{r}"><sheets><sheet name="Costs" r:id="a"/></sheets></w>')
      z.writestr('xl/_rels/workbook.xml.rels', '<r><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></r>')
      z.writestr('xl/s.xml', '<s><row><c t="inlineStr"><is><t>Water</t></is></c><c><v>42</v></c></row></s>')
      z.close()
      z = zipfile.ZipFile('bomb.xlsx', 'w', zipfile.ZIP_DEFLATED)
      z.writestr('xl/workbook.xml', b' ' * 100_000_000)
      """)
    try manent.succeed("-w", "work", "add", "lease.org", "pump.tex", "note.eml", "costs.xlsx")
    func text(_ name: String) throws -> String { try manent.succeed("-w", "work", "documents", "show", name) }
    #expect(try text("lease.org").hasPrefix("Lease of the mill\n\nAda Brandt\n\nThe rent is 900 euros."))
    #expect(try text("pump.tex").contains("Größe der Pumpe."))
    #expect(
      try text("note.eml").hasPrefix("Subject: Größe der Pumpe\nFrom: Jörg <j@example.org>\n\nDie Pumpe hat 12 Liter."))
    #expect(try text("costs.xlsx").hasPrefix("Costs\n\n| Water | 42 |"))
    let bomb = try manent("-w", "work", "add", "bomb.xlsx")
    #expect(bomb.status == 1 && bomb.errors.contains("unfolds to more than any document"), "\(bomb)")
  }

  @Test func `documents keep what stands in tables, boxes, fields and sections`() throws {
    let manent = try Tool()
    try manent.makeWorkspace()
    try manent.write("t.md", "Before.[^1]\n\n[^1]: A note.\n\n| Name | Rent |\n|--|--|\n| Ada Brandt | 900 euros |\n")
    for ending in ["docx", "odt", "rtf"] { try manent.shell("pandoc", "-s", "t.md", "-o", "t.\(ending)") }
    try manent.write(
      "terms.tex", "\\begin{description}\n\\tightlist\n\\item[Deductible]\n385 euros\n\\end{description}\n")
    try manent.shell(
      "python3", "-c",
      """
      import zipfile
      def change(name, part, end, extra):
          old, new = zipfile.ZipFile('t.' + name), zipfile.ZipFile('more.' + name, 'w')
          for entry in old.namelist():
              data = old.read(entry).decode() if entry == part else old.read(entry)
              new.writestr(entry, data.replace(end, extra + end, 1) if entry == part else data)
          new.close()
      box = '<w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict>'
      change('docx', 'word/document.xml', '</w:body>',
          '<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r>' + box + '</w:r></w:p>'
          '<w:p><w:fldSimple w:instr="X"><w:r><w:t>In a field.</w:t></w:r></w:fldSimple>'
          '<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>')
      change('odt', 'content.xml', '</office:text>',
          '<text:section text:name="s"><text:p>In a section.</text:p></text:section>'
          '<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>Beside it.</text:p>'
          '<text:list><text:list-item><text:p>One</text:p></text:list-item></text:list>'
          '<text:p>Said<office:annotation><text:p>Remark</text:p></office:annotation> so.</text:p>')
      r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
      z = zipfile.ZipFile('dates.xlsx', 'w')
      z.writestr('xl/workbook.xml', f'<w xmlns:r="{r}"><sheets><sheet name="D" r:id="a"/></sheets></w>')
      z.writestr('xl/_rels/workbook.xml.rels', '<r><Relationship Id="a" Type="x/worksheet" Target="s.xml"/>'
          '<Relationship Id="b" Type="x/styles" Target="f.xml"/><Relationship Id="c" Type="x/sharedStrings" Target="t.xml"/></r>')
      z.writestr('xl/f.xml', '<s><numFmts><numFmt numFmtId="164" formatCode="[$-407]d.m.yy&quot; um &quot;h:mm"/></numFmts>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="46"/></cellXfs></s>')
      z.writestr('xl/t.xml', '<t><si><t>東京</t><rPh><t>トウキョウ</t></rPh></si></t>')
      z.writestr('xl/s.xml', '<s><row>' + ''.join(f'<c s="{s}"><v>{v}</v></c>' for s, v in [(0, '46083'), (1, '46083'),
          (2, '46083.5'), (3, '0.255'), (4, '1.0625'), (0, '12.300000000000001')]) + '<c t="s"><v>0</v></c></row></s>')
      z.close()
      """)
    try manent.succeed(
      "-w", "work", "add", "t.docx", "t.odt", "t.rtf", "more.docx", "more.odt", "dates.xlsx", "terms.tex")
    func text(_ name: String) throws -> String { try manent.succeed("-w", "work", "documents", "show", name) }
    for ending in ["docx", "odt", "rtf"] {
      let text = try text("t.\(ending)")
      #expect(text.contains("Before.[1]\n") && text.contains("A note."), "\(text)")
      #expect(text.contains("| Name | Rent |\n") && text.contains("\n| Ada Brandt | 900 euros |\n"), "\(text)")
    }
    let word = try text("more.docx")
    #expect(word.contains("Beside it.\n\nIn a box.\n\nIn a field.\n") && !word.contains("Gone"), "\(word)")
    let open = try text("more.odt")
    #expect(open.contains("In a section.\n\nBeside it.\n\nIn a box.\n\n- One\n\nSaid so."), "\(open)")
    let dates = try text("dates.xlsx")
    #expect(dates.contains("| 46083 | 2026-03-02 | 2026-03-02 12:00 | 25.5% | 25:30 | 12.3 | 東京 |\n"), "\(dates)")
    #expect(try text("terms.tex").contains("Deductible\n"))
    try manent.write(
      "staff.md", "| Name | Phone |\n|--|--|\n" + (1...90).map { "| Ada\($0) | 555-\(1000 + $0) |\n" }.joined())
    for ending in ["docx", "odt"] {
      try manent.shell("pandoc", "staff.md", "-o", "staff.\(ending)")
      try manent.succeed("-w", "work", "add", "staff.\(ending)")
      let answer = try manent.succeed("-w", "work", "chat", "-n", "What is the phone of Ada77?")
      #expect(answer.contains("“| Ada77 | 555-1077 |”"), "\(answer)")
      try manent.succeed("-w", "work", "documents", "remove", "staff.\(ending)")
    }
  }

  @Test func `mail is read with the files that are text, and each of a box alone`() throws {
    let manent = try Tool()
    try manent.makeWorkspace()
    try manent.write(
      "files.eml",
      "From: a@example.org\nSubject: Files\nContent-Type: multipart/alternative; boundary=o\n\n--o\n"
        + "Content-Type: text/plain; format=flowed\n\nThe pump is \nblue.\n--o\nContent-Type: multipart/mixed; boundary=i\n\n"
        + "--i\nContent-Type: text/html\n\n<p>The pump is blue.\n--i\nContent-Type: text/csv\n"
        + "Content-Disposition: attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.csv\n\npump,12\n--i--\n--o--\n")
    try manent.write(
      "box.mbox",
      "From a@example.org Mon Mar  2 10:00:00 2026\nSubject: One\n\nRed.\n\nFrom there it runs.\n\n"
        + "From b@example.org Mon Mar  2 10:01:00 2026\nSubject: Two\n\n>From here too.\n")
    // A subject that is cut within a character, and Chinese that is called by the name of a smaller set.
    let head: [UInt8] = Array("From: a@example.org\nSubject: =?utf-8?Q?Gr=C3?=\n =?utf-8?Q?=B6=C3=9Fe?=\n".utf8)
    let chinese: [UInt8] = [0xD6, 0xEC, 0xE9, 0x46, 0xBB, 0xF9, 0x0A]
    try Files.writeAtomically(
      head + Array("Content-Type: text/plain; charset=gb2312\n\n".utf8) + chinese, to: manent.folder / "gbk.eml")
    try manent.succeed("-w", "work", "add", "files.eml", "box.mbox", "gbk.eml")
    func text(_ name: String) throws -> String { try manent.succeed("-w", "work", "documents", "show", name) }
    #expect(try text("gbk.eml") == "Subject: Größe\nFrom: a@example.org\n\n朱镕基\n")
    #expect(
      try text("files.eml")
        == "Subject: Files\nFrom: a@example.org\n\nThe pump is blue.\n\n[attachment: Größe.csv]\n\npump,12\n")
    #expect(try text("box.mbox") == "Subject: One\n\nRed.\n\nFrom there it runs.\n\nSubject: Two\n\nFrom here too.\n")
  }

  @Test func `mail and TeX that are nested without end are refused with the reason, and a long box is read`() throws {
    let manent = try Tool()
    try manent.makeWorkspace()
    let inner = String(repeating: "Content-Type: message/rfc822\n\n", count: 20_000)
    try manent.write("deep.eml", "Subject: Deep\n\(inner)Subject: x\n\nHello.\n")
    try manent.write("deep.tex", "\\documentclass{article}\\begin{document}" + String(repeating: "{", count: 100_000))
    let outcome = try manent("-w", "work", "add", "deep.eml", "deep.tex", "--json")
    let reasons = try outcome.json()["failed"]?.array?.compactMap { $0["error"]?.string } ?? []
    #expect(outcome.status == 1 && reasons.count == 2)
    #expect(reasons.contains { $0.contains("nested too deep in it to be read") }, "\(reasons)")
    #expect(reasons.contains { $0.contains("braces are nested more than 1000 deep") }, "\(reasons)")
    // Braces that are characters are not nested.
    try manent.write(
      "cases.tex",
      "\\documentclass{article}\\begin{document}Cases: "
        + String(repeating: "$\\left\\{ x \\right.$\n", count: 2000) + "\\end{document}\n")
    try manent.succeed("-w", "work", "add", "cases.tex")
    // What is read without being parsed reads the same.
    let heads = [
      "Ada Lovelace <ada@example.org>", "\"Lovelace, Ada\" <ada@example.org>", "a@example.org,b@example.org",
    ]
    let box = heads.map { "From x Mon Mar  2 10:00:00 2026\nFrom: \($0)\nDate: 2 Mar 2026 10:00:00 GMT\n\nHi.\n\n" }
    try manent.write("box.mbox", box.joined())
    try manent.succeed("-w", "work", "add", "box.mbox")
    let text = try manent.succeed("-w", "work", "documents", "show", "box.mbox")
    #expect(
      text.split(separator: "\n").filter { $0.hasPrefix("From: ") } == [
        "From: Ada Lovelace <ada@example.org>", "From: \"Lovelace, Ada\" <ada@example.org>",
        "From: a@example.org, b@example.org",
      ])
    #expect(text.contains("Date: Mon, 02 Mar 2026 10:00:00"))
  }

  @Test func `mail that takes too long is refused, whatever is read just then`() throws {
    let file = TemporaryFolder.current / "slow.eml"
    try Files.writeNew(Array("Subject: =?utf-8?q?Slow?=\n\nHello.\n".utf8), to: file, mode: 0o600)
    let script = """
      import sys, time, email.message
      sys.dont_write_bytecode = True
      sys.path.insert(0, sys.argv[1])
      import mail
      mail.SECONDS = 1
      get = email.message.EmailMessage.get
      email.message.EmailMessage.get = lambda self, name, *more: (
          time.sleep(30) if name == "Subject" else get(self, name, *more))
      try: mail.extract({"path": sys.argv[2]})
      except ValueError as error: print(error)
      """
    let folder = Path(#filePath).parent.parent.parent / "plugins/mail"
    let outcome = try Program(in: TemporaryFolder.current, environment: ["PATH": Platform.environment["PATH"] ?? ""])
      .run(["python3", "-c", script, folder.string, file.string])
    #expect(outcome.output == "there is more in it than can be read in 1 seconds; add it in parts\n", "\(outcome)")
  }

  /// All that are shipped.
  private static let shipped = try? Files.list(Path(#filePath).parent.parent.parent / "plugins").sorted()
  /// Those that need a server or another program to be there: the tests of each have a check of their own.
  private static let checkedElsewhere: Set = ["llm", "openai"]

  @Test(arguments: shipped?.filter { !checkedElsewhere.contains($0) } ?? [])
  func `that are shipped pass the suite`(_ name: String) throws {
    var manent = try Tool()
    manent.environment["MANENT_SHELL_COMMAND"] = "cat"
    let outcome = try manent("plugins", "check", name)
    #expect(outcome.status == 0 && outcome.output.contains("meets all"), "\(outcome)")
  }

  @Test func `that are shipped are what they say, and each has a README and a test of its own`() throws {
    let names = try #require(Self.shipped)
    #expect(Self.checkedElsewhere.isSubset(of: names) && names.count > Self.checkedElsewhere.count)
    let tests = try ["PluginTests.swift", "LLMPluginTests.swift", "OpenAITests.swift", "Observers/TrackerTests.swift"]
      .map { try (Path(#filePath).parent / $0).text }.joined()
    let manent = try Tool()
    let listed = try manent.json("plugins", "--json").array ?? []
    for name in names {
      let folder = Path(#filePath).parent.parent.parent / "plugins" / name
      #expect(try (folder / "README.md").text.hasPrefix("# \(name)\n"))
      #expect(listed.contains { $0["name"]?.string == name && $0["path"]?.string == folder.string }, "\(name)")
      #expect(try (folder / "plugin.yaml").text.contains("name: \(name)\n"))
      if Self.checkedElsewhere.contains(name) {
        #expect(tests.contains("\"plugins\", \"check\", \"\(name)\""), "nobody puts '\(name)' to the suite")
      }
    }
  }

  @Test(arguments: ["pdf", "office"]) func `that are shipped answer for what their tests make`(_ name: String) throws {
    // Each is run by its real program in the tests above; without it they are listed with the reason.
    var manent = try Tool()
    try manent.shell(
      "ln", "-s", try manent.shell("sh", "-c", "command -v python3").trimmingCharacters(in: .newlines),
      "\(manent.base)/tmp/python3")
    manent.environment["PATH"] = "\(manent.base)/tmp"
    let listed = try JSON(
      parsing: Program(in: manent.folder, environment: manent.environment).run(
        ["/usr/bin/env", Tool.program.string, "plugins", "--json"]).output)
    let rejection = listed.array?.first { $0["name"]?.string == name }?["rejection"]?.string
    #expect(rejection == "it needs '\(name == "pdf" ? "pdftotext" : "pandoc")', which is not on the search path")
  }

  @Test func `that cannot be used are listed with the reason`() throws {
    let manent = try Tool()
    try manent.write("\(manent.base)/config/manent/plugins/a/plugin.yaml", "name: a\nkinds: [oracle]\n")
    try manent.write(
      "\(manent.base)/config/manent/plugins/b/plugin.yaml",
      "name: b\nkinds: [provider]\nprotocol: text\ncommand: [./none]\n")
    let listed = try manent.json("plugins", "--json").array ?? []
    let rejections = listed.compactMap { $0["rejection"]?.string }
    #expect(rejections.contains { $0.contains("plugin.yaml:2:8: 'oracle' is none of: provider") }, "\(rejections)")
    #expect(rejections.contains("its program './none' is not there"), "\(rejections)")
  }

  @Test func `that fail leave a message that says so, and the next turn works`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    try manent.succeed("plugins", "new", "fragile")
    let script = manent.base / "config/manent/plugins/fragile/answer.sh"
    try manent.write(script.string, "#!/bin/sh\ngrep -q good || { echo 'no paper' >&2; exit 7; }\necho fine\n")
    try manent.shell("chmod", "+x", script.string)
    let failed = try manent("-w", "work", "chat", "--cid", "c1", "-p", "fragile", "bad")
    failed.expectFailure(1, saying: "plugin 'fragile': it ended with status 7", "fragile.log")
    #expect(try manent.lines(root).last?["status"] == "failed")
    #expect(try manent.succeed("-w", "work", "chat", "--cid", "c1", "-p", "fragile", "good").contains("fine"))
    #expect(try manent.uncommitted(root) == "")
  }
}
