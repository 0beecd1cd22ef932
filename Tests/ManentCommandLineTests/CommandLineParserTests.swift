import ManentCore
import Testing

@testable import ManentCommandLine

@Suite struct CommandLineParserTests {
  @Test func `Words, flags and options may be mixed in any order`() throws {
    let invocation = try Sample.invocation("chat", "-c", "What", "--top-k", "7", "is", "--model=tiny", "attention?")
    #expect(invocation.path.name == "sample chat")
    #expect(invocation[Sample.message] == ["What", "is", "attention?"])
    #expect(invocation[Sample.goOn])
    #expect(!invocation[Sample.json])
    #expect(invocation[Sample.topK] == 7)
    #expect(invocation[Sample.model] == "tiny")
  }

  @Test(arguments: [["-k", "5"], ["-k5"], ["-k=5"], ["--top-k", "5"], ["--top-k=5"]])
  func `A value is attached or follows`(words: [String]) throws {
    let parsed = try CommandLineParser.parse(["chat"] + words, environment: [:], root: Sample.root)
    guard case .run(let invocation) = parsed else { throw Sample.NotAnInvocation() }
    #expect(invocation[Sample.topK] == 5)
  }

  @Test func `One-letter flags may be joined, the last with a value`() throws {
    let joined = try Sample.invocation("chat", "-cn")
    #expect(joined[Sample.goOn] && joined[Sample.noLog])
    let valued = try Sample.invocation("chat", "-ck5")
    #expect(valued[Sample.goOn] && valued[Sample.topK] == 5)
    let separate = try Sample.invocation("chat", "-cnk", "6")
    #expect(separate[Sample.noLog] && separate[Sample.topK] == 6)
  }

  @Test func `An attached value may be empty, begin with a dash or hold equal signs`() throws {
    #expect(try Sample.invocation("chat", "--model=")[Sample.model] == "")
    #expect(try Sample.invocation("chat", "--model=--json")[Sample.model] == "--json")
    #expect(try Sample.invocation("chat", "-m-x")[Sample.model] == "-x")
    #expect(try Sample.invocation("chat", "--model=a=b")[Sample.model] == "a=b")
  }

  @Test func `Two dashes end the options`() throws {
    let invocation = try Sample.invocation("chat", "--json", "--", "--model", "--", "-x")
    #expect(invocation[Sample.json])
    #expect(invocation[Sample.message] == ["--model", "--", "-x"])
  }

  @Test func `A lone dash is an argument and a value`() throws {
    #expect(try Sample.invocation("chat", "-")[Sample.message] == ["-"])
    #expect(try Sample.invocation("export", "-o", "-")[Sample.output] == "-")
  }

  @Test func `Negative numbers are values and arguments`() throws {
    #expect(try Sample.invocation("chat", "-k", "-5")[Sample.topK] == -5)
    #expect(try Sample.invocation("chat", "--score", "-.5")[Sample.score] == -0.5)
    #expect(try Sample.invocation("chat", "-5", "degrees")[Sample.message] == ["-5", "degrees"])
  }

  @Test func `Prose that begins with a dash and a space is an argument`() throws {
    #expect(try Sample.invocation("chat", "- one\n- two")[Sample.message] == ["- one\n- two"])
    #expect(try Sample.invocation("chat", "-- so it goes")[Sample.message] == ["-- so it goes"])
    #expect(try Sample.invocation("chat", "")[Sample.message] == [""])
  }

  @Test func `Of a repeated single option the last one counts`() throws {
    #expect(try Sample.invocation("chat", "-k1", "-k2", "--top-k=3")[Sample.topK] == 3)
    let invocation = try Sample.invocation("chat", "--no-stream", "--stream")
    #expect(invocation[Sample.stream])
  }

  @Test func `Every use of a repeatable option counts`() throws {
    #expect(try Sample.invocation("chat", "-t", "a", "--tag=b", "-tc")[Sample.tags] == ["a", "b", "c"])
    #expect(try Sample.invocation("chat")[Sample.tags] == [])
  }

  @Test func `A negatable flag knows whether it was said at all`() throws {
    #expect(try Sample.invocation("chat").value(Sample.stream, true))
    #expect(try !Sample.invocation("chat", "--no-stream").value(Sample.stream, true))
    #expect(try !Sample.invocation("chat").value(Sample.stream, false))
    #expect(try Sample.invocation("chat", "--stream").value(Sample.stream, false))
  }

  @Test func `Global options stand before and after the command`() throws {
    #expect(try Sample.invocation("-w", "work", "chat", "hi")[Sample.workspace] == "work")
    #expect(try Sample.invocation("chat", "hi", "--workspace=work")[Sample.workspace] == "work")
    #expect(try Sample.invocation("documents", "-w", "work", "list")[Sample.workspace] == "work")
    #expect(try Sample.invocation("-w", "one", "chat", "-w", "two")[Sample.workspace] == "two")
  }

  @Test func `The environment stands in for what was not given`() throws {
    let environment = ["SAMPLE_MODEL": "env", "SAMPLE_WORKSPACE": ""]
    let invocation = try Sample.invocation("chat", environment: environment)
    #expect(invocation[Sample.model] == "env")
    #expect(invocation[Sample.workspace] == nil)
    #expect(invocation.environment == environment)
    #expect(try Sample.invocation("chat", "-m", "line", environment: environment)[Sample.model] == "line")
  }

  @Test func `Defaults apply last, and the caller may have one of its own`() throws {
    let invocation = try Sample.invocation("chat")
    #expect(invocation[Sample.topK] == 4)
    #expect(invocation.value(Sample.model, "tiny") == "tiny")
    #expect(try Sample.invocation("export")[Sample.format] == .json)
  }

  @Test func `Values have the types of their parameters`() throws {
    let invocation = try Sample.invocation("export", "a", "-f", "jsonl", "-o", "out/", "--since", "2026-11-20")
    #expect(invocation[Sample.format] == .jsonl)
    #expect(invocation[Sample.output] == Path("out"))
    #expect(invocation[Sample.since] == TimePoint("2026-11-20"))
    #expect(invocation[Sample.chats] == ["a"])
  }

  @Test func `A noun without a verb means its default verb, options included`() throws {
    #expect(try Sample.invocation("documents").path.name == "sample documents list")
    #expect(try Sample.invocation("docs", "--json")[Sample.json])
    #expect(try Sample.invocation("docs", "-j")[Sample.json])
    let invocation = try Sample.invocation("documents", "*.pdf", "-j")
    #expect(invocation[Sample.glob] == "*.pdf")
    #expect(try Sample.invocation("documents", "show", "a")[Argument<String>("NAME", help: "")] == "a")
  }

  @Test func `Aliases and hidden commands run`() throws {
    let invocation = try Sample.invocation("mv", "last", "Title")
    #expect(invocation.path.name == "sample rename")
    #expect(invocation[Sample.chat] == "last" && invocation[Sample.title] == "Title")
    #expect(try Sample.invocation("__complete", "chats").path.name == "sample __complete")
  }

  @Test func `Arguments after a list get theirs first`() throws {
    let sources = Arguments<String>("SOURCE", minimum: 1, help: "")
    let target = Argument<String>("TARGET", help: "")
    let copy = Command("cp", summary: "", examples: [], parameters: [sources, target], run: { _ in })
    guard case .run(let invocation) = try CommandLineParser.parse(["a", "b", "c"], environment: [:], root: copy)
    else { throw Sample.NotAnInvocation() }
    #expect(invocation[sources] == ["a", "b"] && invocation[target] == "c")
    #expect(throws: UsageError(.missingArgument("SOURCE"), command: "cp")) {
      try CommandLineParser.parse([], environment: [:], root: copy)
    }
    #expect(throws: UsageError(.missingArgument("TARGET"), command: "cp")) {
      try CommandLineParser.parse(["a"], environment: [:], root: copy)
    }
  }

  @Test func `What runs is what the command declares`() throws {
    let name = Argument<String>("NAME", help: "")
    let root = Command("x", summary: "", examples: [], parameters: [name]) { throw $0.misuse("no \($0[name])") }
    guard case .run(let invocation) = try CommandLineParser.parse(["luck"], environment: [:], root: root)
    else { throw Sample.NotAnInvocation() }
    #expect(throws: UsageError(.other("no luck"), command: "x")) { try invocation.path.command.run?(invocation) }
  }

  @Test func `Odd lines lead to an error of one line and never further`() {
    let odd = [
      "", "-", "--", "---", "-=", "--=", "--=x", "-k", "-k=", "-c", "-cé", "-é", "--no-", "--no-stream=", "-5", "-.",
      "help",
      "docs", "chat", "\n", "-\n", "--\u{0}", "-w", "--workspace=",
    ]
    for first in odd {
      for second in odd {
        for third in odd {
          let complaint = Sample.complaint(first, second, third)
          if complaint.hasPrefix("no error") { continue }
          #expect(!complaint.contains("\n"), "\([first, second, third])")
        }
      }
    }
  }
}
