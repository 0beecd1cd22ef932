import Foundation
import ManentCore
import ManentFormats
import TestSupport
import Testing

@Suite(.temporaryFolder) struct `The first use` {
  @Test func `makes the workspace, says so in one line and answers from the guide with a citation`() throws {
    let manent = try Tool()
    let first = try manent("chat", "How do I add a document?")
    #expect(first.status == 0)
    #expect(first.complaints.count == 1, "\(first)")
    #expect(first.errors.hasPrefix("manent: made your workspace '"))
    #expect(first.output.contains("run `manent add PATH`"))
    #expect(first.output.contains("[1] guide.md, "), "\(first)")
    let second = try manent("chat", "How do I begin a new chat?")
    #expect(second.status == 0)
    #expect(second.complaints.isEmpty, "\(second)")
  }

  @Test func `leaves a repository that git finds sound and clean`() throws {
    let manent = try Tool()
    try manent.succeed("chat", "What is this?")
    let root = manent.home / Platform.loginName
    #expect(try manent.faults(root) == [])
    #expect(try manent.uncommitted(root) == "")
    #expect(
      try manent.git(root, "log", "-1", "--format=%an <%ae>%n%s%n%b").hasPrefix(
        "Ada <ada@example.org>\nchat: What is this?\n"))
  }

  @Test func `needs nobody who has told git their name`() throws {
    var manent = try Tool()
    for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"] {
      manent.environment[name] = nil
    }
    try manent.succeed("chat", "What is this?")
    #expect(try manent.commits(manent.home / Platform.loginName) > 0)
  }

  @Test func `records nothing that nobody has done`() throws {
    let manent = try Tool()
    let root = try manent.makeWorkspace()
    let subjects = try manent.git(root, "log", "--format=%s")
    #expect(!subjects.contains("by hand"), "\(subjects)")
    #expect(!subjects.contains("recover"), "\(subjects)")
    #expect(try manent.uncommitted(root) == "")
  }

  @Test func `of init with a template copies that folder`() throws {
    let manent = try Tool()
    try manent.write("mine/workspace.yaml", "manent: 1\nname: x\n")
    try manent.write("mine/documents/facts.txt", "The river Elbe is 1,094 kilometres long.\n")
    try manent.succeed("init", "rivers", "--template", "mine")
    let answer = try manent.json("-w", "rivers", "chat", "--json", "How long is the Elbe?")
    #expect(answer["message"]?["content"]?.string?.contains("1,094 kilometres") == true)
    #expect(try (manent.home / "rivers/workspace.yaml").text.contains("name: rivers"))
  }

  @Test func `of init in a folder that holds something refuses and touches nothing`() throws {
    let manent = try Tool()
    try manent.write("full/precious.txt", "mine\n")
    let before = try FileTree(of: manent.folder)
    try manent("init", "./full").expectFailure(4, saying: "not an empty folder")
    try manent("init", "./other", "--template", "full").expectFailure(1, saying: "not a workspace template")
    #expect(try FileTree(of: manent.folder) == before)
    let root = try manent.makeWorkspace()
    let workspace = try FileTree.workspace(root)
    try manent("init", "work").expectFailure(4, saying: "already a workspace")
    #expect(try FileTree.workspace(root) == workspace)
  }

  @Test func `inside a larger repository commits its own paths and leaves what the user has staged staged`() throws {
    let manent = try Tool()
    let project = manent.folder / "project"
    try manent.write("project/code.c", "int main;\n")
    try manent.shell("git", "init", "-q", "-b", "main", in: project)
    try manent.shell("git", "add", ".", in: project)
    try manent.shell("git", "commit", "-q", "-m", "first", in: project)
    try manent.write("project/code.c", "int main(void);\n")
    try manent.write("project/new.c", "int x;\n")
    try manent.shell("git", "add", "new.c", in: project)
    try manent.succeed("init", "./project/docs/chat")
    try manent.succeed("-w", "./project/docs/chat", "chat", "How do I add a document?")
    #expect(!Files.exists(project / "docs/chat/.git"))
    #expect(try manent.uncommitted(project) == " M code.c\nA  new.c\n")
    let touched = try manent.git(project, "log", "--format=", "--name-only", "HEAD~1..", "--").split(separator: "\n")
    #expect(!touched.isEmpty && touched.allSatisfy { $0.hasPrefix("docs/chat/") })
    #expect(try manent.git(project, "show", "HEAD:code.c") == "int main;\n")
    #expect(try manent.faults(project) == [])
  }
}
