"""`grtui completion`."""

import argparse
from typing import TYPE_CHECKING

from tui.subcommands.options import DONE, new_command

if TYPE_CHECKING:
    from tui.subcommands.options import Commands

SHELLS = {
    "bash": 'in ~/.bashrc: eval "$(grtui completion bash)"',
    "zsh": 'in ~/.zshrc, behind compinit: eval "$(grtui completion zsh)"',
    "fish": "once: grtui completion fish > ~/.config/fish/completions/grtui.fish",
}
"""The shells, and what makes each of them ask."""

# Bash would take an answer that holds `*` for a pattern, and put the names of files in its place as
# they are: one with $(...) in it would run behind a quotation mark.
_ASKING = "        COMPREPLY=($(IFS=", "        local before=$-; set -f\n        COMPREPLY=($(IFS="
_CHECKING = (
    "        if [[ $? != 0 ]]; then",
    "        local status=$?; [[ $before == *f* ]] || set +f\n        if [[ $status != 0 ]]; then",
)


def add_to(commands: "Commands") -> None:
    """Add the command."""
    completion = new_command(commands, "completion", _completion, has_library=False)
    completion.add_argument("shell", choices=SHELLS, help="the shell that is to ask")
    completion.formatter_class = argparse.RawDescriptionHelpFormatter
    lines = [f"  {how}" for how in SHELLS.values()]
    completion.epilog = "\n".join(["to have it for good:", *lines])


def _completion(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    # Names of files come from grtui itself, where they may stand.
    code = shellcode(["grtui"], use_defaults=False, shell=arguments.shell).strip()
    print(code.replace(*_ASKING).replace(*_CHECKING))
    return DONE
