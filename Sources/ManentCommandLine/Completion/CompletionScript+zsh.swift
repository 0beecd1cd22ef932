extension CompletionScript {
  /// The script for zsh.
  var zsh: String {
    let facts = nodes.map { node in
      Case(
        [Self.quoted(node.name)], "\n" + rows("verbs", node.commandRows) + rows("flags", node.optionRows) + "     "
      )
    }
    return #"""
      #compdef \#(tool)
      # Completion of \#(tool) for zsh, made by '\#(tool) completions zsh'.

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
          *) verbs=() flags=() ;;
        esac
      }

      \#(zshMain)

      if [[ $funcstack[1] == \#(function) ]]; then \#(function) "$@"; else compdef \#(function) \#(tool); fi

      """#
  }

  /// An array of `name:help`, as `_describe` reads it.
  private func rows(_ variable: String, _ rows: [(name: String, help: String)]) -> String {
    let items = rows.map { "        " + Self.quoted($0.name + ":" + $0.help) + "\n" }
    return "      \(variable)=(\n\(items.joined())      )\n"
  }

  private var zshMain: String {
    #"""
    \#(function)() {
      local command='\#(tool)' kind='' expects='' ended='' helping='' word
      local program=${(Q)words[1]/#\~/$HOME}
      local -a verbs flags workspace offered
      local -i position=0 i

      for (( i = 2; i < CURRENT; i++ )); do
        word=${(Q)words[i]}
        if [[ -n $expects ]]; then
          [[ $expects == 'list workspaces' ]] && workspace=("${(Q)words[i - 1]}" "$word")
          expects=''
        elif [[ -z $ended && $word == -- ]]; then ended=1
        elif [[ -z $ended && $word == --*=* ]]; then
          \#(function)_value "$command" "${word%%=*}" && [[ $kind == 'list workspaces' ]] && workspace=("$word")
        elif [[ -z $ended && $word == -?* ]]; then
          \#(function)_value "$command" "$word" && expects=$kind
        elif [[ $word == help && $command == '\#(tool)' && -z $helping ]]; then helping=1
        elif (( position == 0 )) && \#(function)_enter "$command" "$word"; then :
        else position+=1
        fi
      done

      \#(function)_names "$command"
      if [[ -n $helping ]]; then
        _describe -t commands 'command' verbs
        return
      elif [[ -n $expects ]]; then kind=$expects
      elif [[ -z $ended && $PREFIX == --*=* ]]; then
        \#(function)_value "$command" "${PREFIX%%=*}" || return 1
        compset -P 1 '*='
      elif [[ -z $ended && $PREFIX == -* ]]; then
        _describe -o -t options 'option' flags
        return
      else
        \#(function)_argument "$command" "$position"
        if (( position == 0 && $#verbs )); then
          [[ $command == '\#(tool)' ]] && verbs+=('help:Show the help of a command.')
          _describe -t commands 'command' verbs
        fi
      fi

      case $kind in
        file) _files ;;
        folder) _files -/ ;;
        words*) compadd -- ${=kind#words} ;;
        list*)
          for word in ${(f)"$("$program" $workspace __complete ${kind#list } 2>/dev/null </dev/null)"}; do
            offered+=("${${word%%$'\t'*}//:/\\:}${${(M)word%%$'\t'*}/#$'\t'/:}")
          done
          _describe -t ${kind#list } ${kind#list } offered ;;
      esac
    }
    """#
  }
}
