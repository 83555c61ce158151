"""What a shell needs to read the reminder line by itself, without starting any program at each prompt.

The line lies ready with absolute times (``prompt_line``); shells can read a file, compare the times of files and tell
the time. Only when the file says nothing about now, or something was saved after it was written, is the program asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from freelance_comm import prompt_line
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

SHELLS = ("bash", "zsh")
_CODE = {
    "bash": """PROMPT_COMMAND="freelance_comm_line${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
""",
    "zsh": """zmodload zsh/datetime
autoload -Uz add-zsh-hook
add-zsh-hook precmd freelance_comm_line
""",
}
_LINE = """# Sets FREELANCE_COMM_LINE before each prompt, from a file that lies ready.
freelance_comm_line() {{
    local file={file} place version since until text
    FREELANCE_COMM_LINE=
    if [[ -n ${{EPOCHSECONDS-}} && -f $file && -r $file ]]; then
        for place in {places}; do
            [[ $place -nt $file ]] && file=/dev/null
        done
        {{
            IFS=$'\\t' read -r version since text
            if [[ $version == {format} ]] && (( EPOCHSECONDS >= since )); then
                while IFS=$'\\t' read -r until text; do
                    (( EPOCHSECONDS < until )) && FREELANCE_COMM_LINE=$text && return 0
                done
            fi
        }} <"$file"
    fi
    FREELANCE_COMM_LINE=$({command})
    return 0
}}
"""


def prompt_code(desk: Desk, shell: str, again: Sequence[str]) -> str:
    """Return the code for ``shell``; ``again`` are the words by which the program finds the same data when asked.

    Raises ``BadValue`` where no line lies ready: for sample data and for a fixed clock.
    """
    import shlex

    if desk.prompt_keys is None:
        raise BadValue(
            N_("Sample data and a fixed clock have no place in a shell prompt."),
            hint=N_("Leave out --demo and --now."),
        )
    folder, config = str(desk.workspace.root), desk.prompt_keys[0]
    command = shlex.join(["freelance-comm", *again, "remind", "--prompt"])
    places = " ".join(shlex.quote(place) for place in prompt_line.watched(folder, config))
    line = _LINE.format(
        file=shlex.quote(prompt_line.path(folder)), places=places, command=command, format=prompt_line.FORMAT
    )
    return line + _CODE[shell]
