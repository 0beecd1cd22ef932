import ManentCommandLine

/// `manent index`: the vectors of the documents.
enum IndexCommand {
  static var command: Command {
    Command(
      "index", group: "Documents", summary: "make the index anew",
      discussion: """
        The index follows the documents by itself: nobody has to rebuild it. A document without vectors of the workspace's embedder \
        ('manent config get embedder') gets them with the next command that looks something up.
        """,
      examples: [Example("manent index rebuild", "embed all documents anew")], subcommands: [IndexRebuild.command])
  }
}
