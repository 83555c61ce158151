# Tab completion of freelance-comm for bash. What can be typed, with your clients and projects, the program itself says:
# nothing in here goes stale when it is updated. To have it, put this line into ~/.bashrc:
#     source <(freelance-comm completion bash)

_freelance_comm() {
    local kind= line
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r line; do
            COMPREPLY+=("$line")
        done
    } < <(command freelance-comm --complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
    return 0
}

complete -F _freelance_comm freelance-comm
