# Makes the program's own Python environment, .venv in the checkout; read by bin/start and bin/test.
# Apart so that both agree on which Python is good enough and on what to say when there is none.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=$root/.venv

say() {
    printf 'error: %s\n' "$@" >&2
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1
}

# Prints the first Python that is new enough. A name may exist and still not run, as with version managers, so each is
# tried. PYTHON names one by hand.
find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
    say "freelance-comm needs Python 3.11 or newer, and none was found." \
        "Found: $(python3 --version 2>&1 || true)" \
        "Install one (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python)," \
        "or name it: PYTHON=/path/to/python3.12 bash bin/start"
    return 2
}

make_environment() {
    local python log
    if [[ -x $environment/bin/python ]] && is_new_enough "$environment/bin/python" && [[ -x $environment/bin/pip ]]; then
        return
    fi
    python=$(find_python) || return
    if [[ -e $environment ]]; then
        printf 'Making %s anew: its Python has gone or is too old.\n' "$environment" >&2
    fi
    if ! log=$("$python" -m venv --clear "$environment" </dev/null 2>&1); then
        rm -rf "$environment"
        say "the Python environment could not be made with $python:" "${log##*$'\n'}"
        if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
            say "Python's venv is missing. Debian, Ubuntu: sudo apt install python3-venv"
        fi
        return 2
    fi
}

# install KIND: installs the project as it lies here, with the extra "dev" for KIND dev, unless that was done already
# for this very pyproject.toml at this place. Sources need no new installation: they are used where they are.
install() {
    local stamp=$environment/.installed wanted kept target=$root log
    make_environment || return
    wanted=$(cksum <"$root/pyproject.toml") || return
    wanted+=" $root"
    if [[ -f $stamp ]]; then
        kept=$(<"$stamp")
        if [[ $kept == "$1 $wanted" || $kept == "dev $wanted" ]]; then
            return
        fi
    fi
    if [[ $1 == dev ]]; then
        target="$root[dev]"
    fi
    printf 'Installing into %s (once) ...\n' "$environment" >&2
    log=$environment/install.log
    if ! "$environment/bin/python" -m pip install --disable-pip-version-check --no-input --editable "$target" \
        </dev/null >"$log" 2>&1; then
        say "the installation failed; its last words:"
        tail -n 5 "$log" >&2
        say "All of it is in $log. Is the network reachable?"
        return 2
    fi
    printf '%s' "$1 $wanted" >"$stamp"
}
