# Tab completion of freelance-comm for fish. What can be typed, with your clients and projects, the program itself says:
# nothing in here goes stale when it is updated. To have it, put this line into ~/.config/fish/config.fish:
#     freelance-comm completion fish | source

function __freelance_comm
    set -l -- before (commandline -opc)
    set -l -- current (string unescape -- (commandline -ct))
    set -e before[1]
    set -l answer (command freelance-comm --complete fish $before "$current" 2>/dev/null)
    switch "$answer[1]"
        case files
            set -l -- option (string match -r -- '^--[^=]+=' "$current")
            printf '%s\n' "$option"(__fish_complete_path (string replace -- "$option" '' "$current"))
        case folders
            set -l -- option (string match -r -- '^--[^=]+=' "$current")
            printf '%s\n' "$option"(__fish_complete_directories (string replace -- "$option" '' "$current") '')
        case words
            set -e answer[1]
            printf '%s\n' $answer
    end
end

complete -c freelance-comm -f -a '(__freelance_comm)'
