"""The end of the process in time, whatever hangs, and the terminal as it was."""

import os
import select
import signal
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread, main_thread
from types import FrameType
from typing import Any

PATIENCE = 1.0
"""Seconds that the application has for its end before what hinders it is swept away."""

LIMIT = 1.5
"""Seconds after which the process is gone."""

ENDING = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM),
    *(signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU),
)
"""What ends a process that does not mind, and comes from outside."""

TYPED = (signal.SIGINT, signal.SIGQUIT)
"""What the terminal makes of keys, for whichever program is in front then, and all around it."""

HEARD = (*ENDING, signal.SIGTSTP, signal.SIGCONT)

LEAVE = (
    "\x1b\\\x1b[?2026l\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?2004l"
    "\x1b[?1004l\x1b[?7h\x1b[<u\x1b[m\x1b[?1049l\x1b[?25h"
)
"""Ends a string that was cut off, switches off all that may be on, and leaves the screen."""

_AT_A_TIME = 0.02


class Signals:
    """Hears signals in a thread of its own, also while the main thread waits for something.

    Python runs handlers in the main thread, and there only where it is not in the middle of a call.
    """

    def __init__(self, hear: Callable[[bytes], object]) -> None:
        """Hear from now on, and tell the numbers of those that came."""
        self._hear = hear
        self.was_continued = False
        self._heard, told = os.pipe()
        os.set_blocking(told, False)
        signal.set_wakeup_fd(told, warn_on_full_buffer=False)
        for number in HEARD:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)
        Thread(target=self._listen, name="signals", daemon=True).start()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        """Let the thread do what is to be done, except where another program may handle it."""
        self.was_continued |= number == signal.SIGCONT
        if number in TYPED:
            self._hear(bytes([number]))

    def stop_here(self) -> bool:
        """Stop the process, if there is a shell that can continue it: did it come to that?

        Without one the system takes no notice of SIGTSTP, but SIGSTOP would stop it for ever.
        """
        self.was_continued = False
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._handle)
        return self.was_continued

    def _listen(self) -> None:
        while numbers := os.read(self._heard, 4096):
            # What came while the process was stopped comes with what continues it.
            if signal.SIGCONT in numbers and select.select([self._heard], [], [], _AT_A_TIME)[0]:
                numbers += os.read(self._heard, 4096)
            self._hear(numbers.translate(None, bytes(TYPED)))
            if any(number in numbers for number in ENDING):
                # Another thread may have got it; the main thread runs handlers, of other parts too,
                # but not while it waits for the end of an editor. This breaks the waiting off.
                signal.pthread_kill(main_thread().ident or 0, signal.SIGCONT)


class Limit:
    """Ends the process after some time, unless it comes to its end before.

    It may not where a thread waits for a terminal, or for a file on a disk that does not answer.
    """

    def __init__(self, status: int, terminal: int, give_back: Callable[[], object]) -> None:
        """Begin to wait; `give_back` gives the terminal back, whatever else hangs."""
        self._status = status
        self._terminal = terminal
        self._give_back = give_back
        self._sweeping = Lock()
        self._spares = self._has_swept = False
        Thread(target=self._wait, name="limit", daemon=True).start()

    def spare(self) -> bool:
        """Sweep nothing more away: was something that may be missed?"""
        with self._sweeping:
            self._spares = True
            return self._has_swept

    def _wait(self) -> None:
        time.sleep(PATIENCE)
        end = time.monotonic() + LIMIT - PATIENCE
        while time.monotonic() < end:
            with self._sweeping:
                self._has_swept |= not self._spares and unblock(self._terminal)
            time.sleep(_AT_A_TIME)
        self._give_back()
        os._exit(self._status)


def unblock(terminal: int) -> bool:
    """Throw away what a terminal does not take, so that what waits to write to it goes on: was it?

    Nobody would see it: the screen is left. Linux wakes what waits only when the flow begins again.
    """
    with suppress(OSError, ValueError, termios.error):
        if select.select([], [terminal], [], 0)[1]:
            return False
        termios.tcflush(terminal, termios.TCOFLUSH)
        termios.tcflow(terminal, termios.TCOOFF)
        termios.tcflow(terminal, termios.TCOON)
    return True


def give_back_at_once(terminal: int, attributes: list[Any] | None) -> None:
    """Set a terminal as it was, and leave its screen, but never wait for it."""
    with suppress(OSError, termios.error):
        if attributes is not None:
            termios.tcsetattr(terminal, termios.TCSANOW, attributes)
        own = os.open(os.ttyname(terminal), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        for _ in range(5):  # another thread may be in the middle of writing
            with suppress(BlockingIOError):
                os.write(own, LEAVE.encode())
                return
            unblock(terminal)
            time.sleep(0.002)
