# Completion of sample for fish, made by 'sample completions fish'.

function __sample_enter
    switch "$argv[1]/$argv[2]"
        case 'sample/init'
            echo 'sample init'
        case 'sample/chat'
            echo 'sample chat'
        case 'sample/rename' 'sample/mv'
            echo 'sample rename'
        case 'sample/export'
            echo 'sample export'
        case 'sample/documents' 'sample/docs'
            echo 'sample documents'
        case 'sample/add'
            echo 'sample add'
        case 'sample/completions'
            echo 'sample completions'
        case 'sample documents/list'
            echo 'sample documents list'
        case 'sample documents/show'
            echo 'sample documents show'
        case 'sample documents/remove'
            echo 'sample documents remove'
        case '*'
            return 1
    end
end

function __sample_value
    switch "$argv[1] $argv[2]"
        case 'sample -w' 'sample --workspace'
            echo 'list workspaces'
        case 'sample init -w' 'sample init --workspace'
            echo 'list workspaces'
        case 'sample chat -k' 'sample chat --top-k'
            echo 'none'
        case 'sample chat --score'
            echo 'none'
        case 'sample chat -m' 'sample chat --model'
            echo 'none'
        case 'sample chat -t' 'sample chat --tag'
            echo 'none'
        case 'sample chat -w' 'sample chat --workspace'
            echo 'list workspaces'
        case 'sample rename -w' 'sample rename --workspace'
            echo 'list workspaces'
        case 'sample export -f' 'sample export --format'
            echo 'words json jsonl markdown'
        case 'sample export -o' 'sample export --output'
            echo 'file'
        case 'sample export --since'
            echo 'none'
        case 'sample export -w' 'sample export --workspace'
            echo 'list workspaces'
        case 'sample documents -w' 'sample documents --workspace'
            echo 'list workspaces'
        case 'sample documents list -w' 'sample documents list --workspace'
            echo 'list workspaces'
        case 'sample documents show -w' 'sample documents show --workspace'
            echo 'list workspaces'
        case 'sample documents remove -w' 'sample documents remove --workspace'
            echo 'list workspaces'
        case 'sample add -w' 'sample add --workspace'
            echo 'list workspaces'
        case 'sample completions -w' 'sample completions --workspace'
            echo 'list workspaces'
        case '*'
            return 1
    end
end

function __sample_argument
    switch "$argv[1] $argv[2]"
        case 'sample init 0'
            echo 'folder'
        case 'sample chat *'
            echo 'none'
        case 'sample rename 0'
            echo 'list chats'
        case 'sample rename 1'
            echo 'none'
        case 'sample export *'
            echo 'list chats'
        case 'sample documents 0'
            echo 'list documents'
        case 'sample documents list 0'
            echo 'list documents'
        case 'sample documents show 0'
            echo 'list documents'
        case 'sample documents remove *'
            echo 'list documents'
        case 'sample add *'
            echo 'file'
        case 'sample completions 0'
            echo 'words bash zsh fish'
        case '*'
            echo none
    end
end

function __sample_commands
    switch "$argv[1]"
        case 'sample'
            printf '%s\t%s\n' \
                'init' 'Make a workspace.' \
                'chat' 'Say something, or talk.' \
                'rename' 'Give a chat another title.' \
                'export' 'Write chats out.' \
                'documents' 'List, show or remove documents.' \
                'add' 'Copy documents in.' \
                'completions' 'Print a completion script.'
        case 'sample init'
            true
        case 'sample chat'
            true
        case 'sample rename'
            true
        case 'sample export'
            true
        case 'sample documents'
            printf '%s\t%s\n' \
                'list' 'List the documents.' \
                'show' 'Print the text of a document.' \
                'remove' 'Remove documents.'
        case 'sample documents list'
            true
        case 'sample documents show'
            true
        case 'sample documents remove'
            true
        case 'sample add'
            true
        case 'sample completions'
            true
    end
end

function __sample_options
    switch "$argv[1]"
        case 'sample'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample init'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample chat'
            printf '%s\t%s\n' \
                '-c' 'Go on with the latest chat.' \
                '--continue' 'Go on with the latest chat.' \
                '-n' 'Leave no trace of this turn.' \
                '--no-log' 'Leave no trace of this turn.' \
                '--stream' 'Show the answer as it comes.' \
                '--no-stream' 'Show the answer as it comes.' \
                '-k' 'How many passages to hand on.' \
                '--top-k' 'How many passages to hand on.' \
                '--score' 'The lowest score that counts.' \
                '-m' 'The model that answers.' \
                '--model' 'The model that answers.' \
                '-t' 'A tag for the chat.' \
                '--tag' 'A tag for the chat.' \
                '-j' 'Print JSON.' \
                '--json' 'Print JSON.' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample rename'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample export'
            printf '%s\t%s\n' \
                '-f' 'What to write.' \
                '--format' 'What to write.' \
                '-o' 'Where to write to.' \
                '--output' 'Where to write to.' \
                '--since' 'Leave out what is older.' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample documents'
            printf '%s\t%s\n' \
                '-j' 'Print JSON.' \
                '--json' 'Print JSON.' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample documents list'
            printf '%s\t%s\n' \
                '-j' 'Print JSON.' \
                '--json' 'Print JSON.' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample documents show'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample documents remove'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample add'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
        case 'sample completions'
            printf '%s\t%s\n' \
                '-w' 'The workspace to use, by its name or its path.' \
                '--workspace' 'The workspace to use, by its name or its path.' \
                '-h' 'Show help.' \
                '--help' 'Show help.' \
                '--version' 'Show the version.'
    end
end

# Prints the command being typed, how many arguments it has so far, what the cursor stands on (the value of an option,
# an option, an argument or the name of a command), the kind of that, then the options that choose the workspace.
function __sample_walk
    set -l command 'sample'
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
            set kind (__sample_value $command (string split -m 1 = -- $word)[1])
            test "$kind" = 'list workspaces'; and set workspace $word
        else if test -z "$ended"; and string match -q -- '-?*' $word
            set expects (__sample_value $command $word)
        else if test "$word" = help; and test "$command" = 'sample'; and test -z "$helping"
            set helping 1
        else if test $position -eq 0; and set -l entered (__sample_enter $command $word)
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
        printf '%s\n' $name= (__sample_value $command $name; or echo none)
    else if test -z "$ended"; and string match -q -- '-*' $current
        printf '%s\n' option none
    else
        printf '%s\n' argument (__sample_argument $command $position)
    end
    set -q workspace[1]; and printf '%s\n' $workspace
end

function __sample_wants
    set -l state (__sample_walk)
    test "$state[4]" = $argv[1]
end

function __sample_offer
    set -l state (__sample_walk)
    set -l prefix ''
    switch $state[3]
        case option
            __sample_options $state[1]
        case help
            __sample_commands $state[1]
        case argument
            if test $state[2] -eq 0
                __sample_commands $state[1]
                test $state[1] = 'sample'; and printf 'help\tShow the help of a command.\n'
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

complete -c sample -e
complete -c sample -f -a '(__sample_offer)'
complete -c sample -n '__sample_wants file' -F
complete -c sample -n '__sample_wants folder' -a '(__fish_complete_directories)'
