"""A driver that sends an old terminal only what it knows."""

import re

from textual.drivers.linux_driver import LinuxDriver

_LATER = re.compile(
    r"\x1b\[\?(?:9|100[0-6]|101[56]|2004|2026|2048)(?:[hl]|\$p)"  # mouse, focus, paste, updates
    r"|\x1b\[[<>=][0-9;]*u"  # the kitty keyboard
    r"|\x1b\][^\a\x1b]*(?:\a|\x1b\\)"  # the pointer, the clipboard
)
"""What came later than the VT100, which prints the text of an OSC; so do some old Linux consoles,
and the `p` that ends `CSI ? 2026 $ p`.
"""


def for_old_terminals(driver: type[LinuxDriver]) -> type[LinuxDriver]:
    """A driver that leaves out what came later."""

    class OldTerminal(driver):  # type: ignore[misc,valid-type]
        def write(self, data: str) -> None:
            if known := _LATER.sub("", data):
                super().write(known)

    return OldTerminal
