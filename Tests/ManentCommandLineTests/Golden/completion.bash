# Completion of sample for bash, made by 'sample completions bash'.

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
    'sample') commands='init chat rename export documents add completions' options='-w --workspace -h --help --version' ;;
    'sample init') commands='' options='-w --workspace -h --help --version' ;;
    'sample chat') commands='' options='-c --continue -n --no-log --stream --no-stream -k --top-k --score -m --model -t --tag -j --json -w --workspace -h --help --version' ;;
    'sample rename') commands='' options='-w --workspace -h --help --version' ;;
    'sample export') commands='' options='-f --format -o --output --since -w --workspace -h --help --version' ;;
    'sample documents') commands='list show remove' options='-j --json -w --workspace -h --help --version' ;;
    'sample documents list') commands='' options='-j --json -w --workspace -h --help --version' ;;
    'sample documents show') commands='' options='-w --workspace -h --help --version' ;;
    'sample documents remove') commands='' options='-w --workspace -h --help --version' ;;
    'sample add') commands='' options='-w --workspace -h --help --version' ;;
    'sample completions') commands='' options='-w --workspace -h --help --version' ;;
    *) commands='' options='' ;;
  esac
}

# Prints what fits, a line each. It reads the variables of its caller.
_sample_offer() {
  compgen -W "$commands $options" -- "$current"
  case $kind in
    file) compgen -f -- "$current" ;;
    folder) compgen -d -- "$current" ;;
    list*)
      "$program" ${workspace[@]+"${workspace[@]}"} __complete "${kind#list }" 2>/dev/null </dev/null |
        while IFS= read -r word; do
          word=${word%%$'\t'*}
          [[ $word == "$current"* ]] || continue
          _sample_quoted "$word"
        done ;;
  esac
}

# Prints a value so that the shell takes it as it is, where the quote that was typed is still open.
_sample_quoted() {
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

_sample() {
  local IFS=$' \t\n' command='sample' commands='' options='' kind='' expects='' ended='' helping='' quote='' prefix=''
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
      _sample_value "$command" "${word%%=*}" && [[ $kind == 'list workspaces' ]] && workspace=("$word")
    elif [[ -z $ended && $word == -?* ]]; then
      _sample_value "$command" "$word" && expects=$kind
    elif [[ $word == help && $command == 'sample' && -z $helping ]]; then helping=1
    elif (( position == 0 )) && _sample_enter "$command" "$word"; then :
    else (( position++ ))
    fi
  done

  _sample_names "$command"
  if [[ -n $helping ]]; then options='' kind='none'
  elif [[ -n $expects ]]; then kind=$expects options='' commands=''
  elif [[ -z $ended && $current == --*=* ]]; then
    _sample_value "$command" "${current%%=*}" || return 0
    [[ $COMP_WORDBREAKS == *=* ]] || prefix=${current%%=*}=
    current=${current#*=} options='' commands=''
  elif [[ -z $ended && $current == -* ]]; then kind='words' commands=''
  else
    _sample_argument "$command" "$position"
    options=''
    (( position == 0 )) || commands=''
    [[ $command == 'sample' && -n $commands ]] && commands+=' help'
  fi

  case $current in
    \'*) quote="'" current=${current:1} ;;
    \"*)
      quote='"' current=${current:1}
      for word in '\"' '\$' '\`' '\\'; do current=${current//"$word"/"${word:1}"}; done ;;
    *) current=${current//\\/} ;;
  esac
  [[ $kind == words* ]] && options="$options ${kind#words}"
  while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(_sample_offer)
  [[ $kind == file || $kind == folder ]] && compopt -o filenames 2>/dev/null
  return 0
}

complete -F _sample sample
