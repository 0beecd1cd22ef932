extension ChatTemplate {
  /// A template that works, with every key explained.
  package static let example = """
    # Begin a chat with it: manent chat -t NAME, or /template NAME at the prompt.
    description: explain something to somebody
    # What the provider is told before anything else. The names in double braces are variables.
    instructions: |
      Explain what you are asked about to {{reader}}. Use short sentences, and one example.
    # The first message. With {{message}} in it, what you say goes there; without, it is sent when you say nothing.
    opening: "Explain this: {{message}}"
    # The tags of the chat.
    tags: [explained]
    # Who answers, when not the workspace's provider:
    # provider: openai
    # model: ollama/llama3
    # Which plugins follow the chat and keep its state:
    # observers: [tracker]
    # Leave nothing of such a chat on the disk:
    # private: true
    # What can be put in: --var reader="a child of ten". Without a default it is asked for.
    variables:
      reader: {description: who is to understand it, default: somebody new to it}

    """
}
