extension CompletionScript {
  /// The script for bash. It keeps to bash 3.2, which macOS has: no associative arrays, `compopt` only where there is
  /// one.
  var bash: String {
    let facts = nodes.map { node in
      Case(
        [Self.quoted(node.name)],
        "commands=\(words(node.commandRows)) options=\(words(node.optionRows))")
    }
    return #"""
      # Completion of \#(tool) for bash, made by '\#(tool) completions bash'.

      \#(function)_enter() {
        case "$1/$2" in
      \#(branches(entering(Self.quoted) { "command=" + $0 }))
          *) return 1 ;;
        esac
      }

      \#(function)_value() {
        case "$1 $2" in
      \#(branches(optionValues(Self.quoted) { "kind=" + $0 }))
          *) return 1 ;;
        esac
      }

      \#(function)_argument() {
        case "$1 $2" in
      \#(branches(positions(Self.quoted) { "kind=" + $0 }))
          *) kind='none' ;;
        esac
      }

      \#(function)_names() {
        case "$1" in
      \#(branches(facts))
          *) commands='' options='' ;;
        esac
      }

      \#(bashMain)

      complete -F \#(function) \#(tool)

      """#
  }

  private func words(_ rows: [(name: String, help: String)]) -> String {
    Self.quoted(rows.map(\.name).joined(separator: " "))
  }

  private var bashMain: String {
    #"""
    # Prints what fits, a line each. It reads the variables of its caller.
    \#(function)_offer() {
      compgen -W "$commands $options" -- "$current"
      case $kind in
        file) compgen -f -- "$current" ;;
        folder) compgen -d -- "$current" ;;
        list*)
          "$program" ${workspace[@]+"${workspace[@]}"} __complete "${kind#list }" 2>/dev/null </dev/null |
            while IFS= read -r word; do
              word=${word%%$'\t'*}
              [[ $word == "$current"* ]] || continue
              \#(function)_quoted "$word"
            done ;;
      esac
    }

    # Prints a value so that the shell takes it as it is, where the quote that was typed is still open.
    \#(function)_quoted() {
      local word=$1 index character result=''
      case $quote in
        \') printf '%s\n' "${word//\'/\'\\\'\'}" ;;
        \")
          # What stands for an earlier command is obeyed in double quotes, and cannot be quoted there.
          [[ $word == *'!'* ]] && return
          for (( index = 0; index < ${#word}; index++ )); do
            character=${word:index:1}
            case $character in [\\\"\$\`]) result+=\\ ;; esac
            result+=$character
          done
          printf '%s\n' "$result" ;;
        *) printf '%q\n' "$word" ;;
      esac
    }

    \#(function)() {
      local IFS=$' \t\n' command='\#(tool)' commands='' options='' kind='' expects='' ended='' helping='' quote='' prefix=''
      local -a words workspace
      local i word position=0 program=${COMP_WORDS[0]/#\~/$HOME}
      words=() workspace=() COMPREPLY=()

      # Readline breaks words at '='; this puts '--option=value' together again.
      for (( i = 1; i <= COMP_CWORD; i++ )); do
        word=${COMP_WORDS[i]}
        if [[ ( $word == '=' || ${COMP_WORDS[i - 1]} == '=' ) && ${#words[@]} -gt 0 && ${words[${#words[@]} - 1]} == --* ]]
        then words[${#words[@]} - 1]+=$word
        else words+=("$word")
        fi
      done

      local last=$(( ${#words[@]} - 1 ))
      local current=${words[last]}
      for (( i = 0; i < last; i++ )); do
        word=${words[i]}
        if [[ -n $expects ]]; then
          [[ $expects == 'list workspaces' ]] && workspace=("${words[i - 1]}" "$word")
          expects=''
        elif [[ -z $ended && $word == -- ]]; then ended=1
        elif [[ -z $ended && $word == --*=* ]]; then
          \#(function)_value "$command" "${word%%=*}" && [[ $kind == 'list workspaces' ]] && workspace=("$word")
        elif [[ -z $ended && $word == -?* ]]; then
          \#(function)_value "$command" "$word" && expects=$kind
        elif [[ $word == help && $command == '\#(tool)' && -z $helping ]]; then helping=1
        elif (( position == 0 )) && \#(function)_enter "$command" "$word"; then :
        else (( position++ ))
        fi
      done

      \#(function)_names "$command"
      if [[ -n $helping ]]; then options='' kind='none'
      elif [[ -n $expects ]]; then kind=$expects options='' commands=''
      elif [[ -z $ended && $current == --*=* ]]; then
        \#(function)_value "$command" "${current%%=*}" || return 0
        [[ $COMP_WORDBREAKS == *=* ]] || prefix=${current%%=*}=
        current=${current#*=} options='' commands=''
      elif [[ -z $ended && $current == -* ]]; then kind='words' commands=''
      else
        \#(function)_argument "$command" "$position"
        options=''
        (( position == 0 )) || commands=''
        [[ $command == '\#(tool)' && -n $commands ]] && commands+=' help'
      fi

      case $current in
        \'*) quote="'" current=${current:1} ;;
        \"*)
          quote='"' current=${current:1}
          for word in '\"' '\$' '\`' '\\'; do current=${current//"$word"/"${word:1}"}; done ;;
        *) current=${current//\\/} ;;
      esac
      [[ $kind == words* ]] && options="$options ${kind#words}"
      while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(\#(function)_offer)
      [[ $kind == file || $kind == folder ]] && compopt -o filenames 2>/dev/null
      return 0
    }
    """#
  }
}
