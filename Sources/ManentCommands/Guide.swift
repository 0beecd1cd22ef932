/// What `manent` alone prints: where to begin.
enum Guide {
  static let text = """
    Manent keeps your chats, your documents and their index as plain files in git.

    Begin with these:

      manent chat "How do I add a document?"   ask; the answer quotes your documents
      manent add notes/ paper.md               copy documents in and index them
      manent chat                              talk (/help lists commands, Ctrl-D leaves)
      manent chats                             your chats, the latest first
      manent show last                         read the latest one
      manent search "flat plate"               look into the documents without a chat
      manent status                            what is there, and how large

    All of it is in one folder ('manent paths' says where): read it with cat, jq and git log.

      manent help            all commands
      manent help COMMAND    one of them, with examples

    """
}
