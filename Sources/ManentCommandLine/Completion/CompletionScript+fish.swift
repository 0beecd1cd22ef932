extension CompletionScript {
  /// The script for fish.
  var fish: String {
    #"""
    # Completion of \#(tool) for fish, made by '\#(tool) completions fish'.

    function _\#(function)_enter
        switch "$argv[1]/$argv[2]"
    \#(switches(entering(Self.fishQuoted) { "echo " + $0 }))
            case '*'
                return 1
        end
    end

    function _\#(function)_value
        switch "$argv[1] $argv[2]"
    \#(switches(optionValues(Self.fishQuoted) { "echo " + $0 }))
            case '*'
                return 1
        end
    end

    function _\#(function)_argument
        switch "$argv[1] $argv[2]"
    \#(switches(positions(Self.fishQuoted) { "echo " + $0 }))
            case '*'
                echo none
        end
    end

    function _\#(function)_commands
        switch "$argv[1]"
    \#(switches(nodes.map { Case([Self.fishQuoted($0.name)], rows($0.commandRows)) }))
        end
    end

    function _\#(function)_options
        switch "$argv[1]"
    \#(switches(nodes.map { Case([Self.fishQuoted($0.name)], rows($0.optionRows)) }))
        end
    end

    \#(fishMain)

    complete -c \#(tool) -e
    complete -c \#(tool) -f -a '(_\#(function)_offer)'
    complete -c \#(tool) -n '_\#(function)_wants file' -F
    complete -c \#(tool) -n '_\#(function)_wants folder' -a '(__fish_complete_directories)'

    """#
  }

  private static func fishQuoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }

  /// The branches of a `switch`; the star of a pattern stands outside its quotes and has to be moved into them.
  private func switches(_ cases: [Case]) -> String {
    cases.map { branch in
      let patterns = branch.patterns.map { $0.hasSuffix("'*") ? $0.dropLast(2) + "*'" : $0 }
      return "        case \(patterns.joined(separator: " "))\n            \(branch.body)"
    }.joined(separator: "\n")
  }

  /// Prints a name, a tab and the help, a line each.
  private func rows(_ rows: [(name: String, help: String)]) -> String {
    rows.isEmpty
      ? "true"
      : "printf '%s\\t%s\\n'"
        + rows.map { " \\\n                \(Self.fishQuoted($0.name)) \(Self.fishQuoted($0.help))" }.joined()
  }

  private var fishMain: String {
    #"""
    # Prints the command being typed, how many arguments it has so far, what the cursor stands on (the value of an option,
    # an option, an argument or the name of a command), the kind of that, then the options that choose the workspace.
    function _\#(function)_walk
        set -l command '\#(tool)'
        set -l position 0
        set -l expects
        set -l ended
        set -l helping
        set -l kind
        set -l workspace
        set -l before
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        for word in $words[2..-1]
            if test -n "$expects"
                test "$expects" = 'list workspaces'; and set workspace $before $word
                set expects
            else if test -z "$ended"; and test "$word" = --
                set ended 1
            else if test -z "$ended"; and string match -q -- '--*=*' $word
                set kind (_\#(function)_value $command (string split -m 1 = -- $word)[1])
                test "$kind" = 'list workspaces'; and set workspace $word
            else if test -z "$ended"; and string match -q -- '-?*' $word
                set expects (_\#(function)_value $command $word)
            else if test "$word" = help; and test "$command" = '\#(tool)'; and test -z "$helping"
                set helping 1
            else if test $position -eq 0; and set -l entered (_\#(function)_enter $command $word)
                set command $entered
            else
                set position (math $position + 1)
            end
            set before $word
        end
        printf '%s\n' $command $position
        if test -n "$helping"
            printf '%s\n' help none
        else if test -n "$expects"
            printf '%s\n' value $expects
        else if test -z "$ended"; and string match -q -- '--*=*' $current
            set -l name (string split -m 1 = -- $current)[1]
            printf '%s\n' $name= (_\#(function)_value $command $name; or echo none)
        else if test -z "$ended"; and string match -q -- '-*' $current
            printf '%s\n' option none
        else
            printf '%s\n' argument (_\#(function)_argument $command $position)
        end
        set -q workspace[1]; and printf '%s\n' $workspace
    end

    function _\#(function)_wants
        set -l state (_\#(function)_walk)
        test "$state[4]" = $argv[1]
    end

    function _\#(function)_offer
        set -l state (_\#(function)_walk)
        set -l prefix ''
        switch $state[3]
            case option
                _\#(function)_options $state[1]
            case help
                _\#(function)_commands $state[1]
            case argument
                if test $state[2] -eq 0
                    _\#(function)_commands $state[1]
                    test $state[1] = '\#(tool)'; and printf 'help\tShow the help of a command.\n'
                end
            case '--*'
                set prefix $state[3]
        end
        switch $state[4]
            case 'words *'
                printf "$prefix%s\n" (string split ' ' -- $state[4])[2..-1]
            case 'list *'
                set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
                set -l list (string split ' ' -- $state[4])[2]
                set -e state[1..4]
                for line in ($program $state __complete $list 2>/dev/null </dev/null)
                    printf '%s\n' "$prefix$line"
                end
        end
    end
    """#
  }
}
