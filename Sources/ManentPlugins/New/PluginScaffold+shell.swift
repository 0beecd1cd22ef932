extension PluginScaffold {
  static let shell = """
    #!/bin/sh
    # The prompt comes on standard input; what is printed is the answer. An exit status other than 0 is a failure.
    prompt=$(cat)
    printf 'You wrote %s characters.\\n' "${#prompt}"

    """

  static let pythonText = """
    #!/usr/bin/env python3
    # The prompt comes on standard input; what is printed is the answer. An exit status other than 0 is a failure.
    import sys

    prompt = sys.stdin.buffer.read().decode()
    print(f"You wrote {len(prompt.split())} words.", flush=True)

    """

  static let swiftText = """
    // The prompt comes on standard input; what is printed is the answer. An exit status other than 0 is a failure.
    var lines = 0
    while readLine() != nil { lines += 1 }
    print("You wrote \\(lines) lines.")

    """
}
