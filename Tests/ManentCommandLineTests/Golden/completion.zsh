#compdef sample
# Completion of sample for zsh, made by 'sample completions zsh'.

_sample_enter() {
  case "$1/$2" in
    'sample/init') command='sample init' ;;
    'sample/chat') command='sample chat' ;;
    'sample/rename' | 'sample/mv') command='sample rename' ;;
    'sample/export') command='sample export' ;;
    'sample/documents' | 'sample/docs') command='sample documents' ;;
    'sample/add') command='sample add' ;;
    'sample/completions') command='sample completions' ;;
    'sample documents/list') command='sample documents list' ;;
    'sample documents/show') command='sample documents show' ;;
    'sample documents/remove') command='sample documents remove' ;;
    *) return 1 ;;
  esac
}

_sample_value() {
  case "$1 $2" in
    'sample -w' | 'sample --workspace') kind='list workspaces' ;;
    'sample init -w' | 'sample init --workspace') kind='list workspaces' ;;
    'sample chat -k' | 'sample chat --top-k') kind='none' ;;
    'sample chat --score') kind='none' ;;
    'sample chat -m' | 'sample chat --model') kind='none' ;;
    'sample chat -t' | 'sample chat --tag') kind='none' ;;
    'sample chat -w' | 'sample chat --workspace') kind='list workspaces' ;;
    'sample rename -w' | 'sample rename --workspace') kind='list workspaces' ;;
    'sample export -f' | 'sample export --format') kind='words json jsonl markdown' ;;
    'sample export -o' | 'sample export --output') kind='file' ;;
    'sample export --since') kind='none' ;;
    'sample export -w' | 'sample export --workspace') kind='list workspaces' ;;
    'sample documents -w' | 'sample documents --workspace') kind='list workspaces' ;;
    'sample documents list -w' | 'sample documents list --workspace') kind='list workspaces' ;;
    'sample documents show -w' | 'sample documents show --workspace') kind='list workspaces' ;;
    'sample documents remove -w' | 'sample documents remove --workspace') kind='list workspaces' ;;
    'sample add -w' | 'sample add --workspace') kind='list workspaces' ;;
    'sample completions -w' | 'sample completions --workspace') kind='list workspaces' ;;
    *) return 1 ;;
  esac
}

_sample_argument() {
  case "$1 $2" in
    'sample init 0') kind='folder' ;;
    'sample chat '*) kind='none' ;;
    'sample rename 0') kind='list chats' ;;
    'sample rename 1') kind='none' ;;
    'sample export '*) kind='list chats' ;;
    'sample documents 0') kind='list documents' ;;
    'sample documents list 0') kind='list documents' ;;
    'sample documents show 0') kind='list documents' ;;
    'sample documents remove '*) kind='list documents' ;;
    'sample add '*) kind='file' ;;
    'sample completions 0') kind='words bash zsh fish' ;;
    *) kind='none' ;;
  esac
}

_sample_names() {
  case "$1" in
    'sample') 
      verbs=(
        'init:Make a workspace.'
        'chat:Say something, or talk.'
        'rename:Give a chat another title.'
        'export:Write chats out.'
        'documents:List, show or remove documents.'
        'add:Copy documents in.'
        'completions:Print a completion script.'
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample init') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample chat') 
      verbs=(
      )
      flags=(
        '-c:Go on with the latest chat.'
        '--continue:Go on with the latest chat.'
        '-n:Leave no trace of this turn.'
        '--no-log:Leave no trace of this turn.'
        '--stream:Show the answer as it comes.'
        '--no-stream:Show the answer as it comes.'
        '-k:How many passages to hand on.'
        '--top-k:How many passages to hand on.'
        '--score:The lowest score that counts.'
        '-m:The model that answers.'
        '--model:The model that answers.'
        '-t:A tag for the chat.'
        '--tag:A tag for the chat.'
        '-j:Print JSON.'
        '--json:Print JSON.'
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample rename') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample export') 
      verbs=(
      )
      flags=(
        '-f:What to write.'
        '--format:What to write.'
        '-o:Where to write to.'
        '--output:Where to write to.'
        '--since:Leave out what is older.'
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample documents') 
      verbs=(
        'list:List the documents.'
        'show:Print the text of a document.'
        'remove:Remove documents.'
      )
      flags=(
        '-j:Print JSON.'
        '--json:Print JSON.'
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample documents list') 
      verbs=(
      )
      flags=(
        '-j:Print JSON.'
        '--json:Print JSON.'
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample documents show') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample documents remove') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample add') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    'sample completions') 
      verbs=(
      )
      flags=(
        '-w:The workspace to use, by its name or its path.'
        '--workspace:The workspace to use, by its name or its path.'
        '-h:Show help.'
        '--help:Show help.'
        '--version:Show the version.'
      )
      ;;
    *) verbs=() flags=() ;;
  esac
}

_sample() {
  local command='sample' kind='' expects='' ended='' helping='' word
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
      _sample_value "$command" "${word%%=*}" && [[ $kind == 'list workspaces' ]] && workspace=("$word")
    elif [[ -z $ended && $word == -?* ]]; then
      _sample_value "$command" "$word" && expects=$kind
    elif [[ $word == help && $command == 'sample' && -z $helping ]]; then helping=1
    elif (( position == 0 )) && _sample_enter "$command" "$word"; then :
    else position+=1
    fi
  done

  _sample_names "$command"
  if [[ -n $helping ]]; then
    _describe -t commands 'command' verbs
    return
  elif [[ -n $expects ]]; then kind=$expects
  elif [[ -z $ended && $PREFIX == --*=* ]]; then
    _sample_value "$command" "${PREFIX%%=*}" || return 1
    compset -P 1 '*='
  elif [[ -z $ended && $PREFIX == -* ]]; then
    _describe -o -t options 'option' flags
    return
  else
    _sample_argument "$command" "$position"
    if (( position == 0 && $#verbs )); then
      [[ $command == 'sample' ]] && verbs+=('help:Show the help of a command.')
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

if [[ $funcstack[1] == _sample ]]; then _sample "$@"; else compdef _sample sample; fi
