"""What measures a program in a terminal is right: the screen, what it does, what it uses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import measuring, process
from benchmarks.measuring import shows
from benchmarks.modes import Modes
from benchmarks.screen import Screen
from benchmarks.terminal import EndedError, Terminal

PROGRAM = r"""
import os, sys, termios, tty
before = termios.tcgetattr(0)
tty.setcbreak(0)
def write(text): os.write(1, text.encode())
write("\x1b[?1049h\x1b[2J\x1b[Hready\x1b[?25l")
count = 0
while True:
    key = os.read(0, 1).decode()
    if key == "j":
        count += 1
        write(f"\x1b[3;1H{count:03}")
    elif key == "w":
        for number in range(5_000_000): pass
        write("\x1b[5;1Hworked")
    elif key == "?":
        write("\x1b[6n")
        answer = ""
        while not answer.endswith("R"):
            answer += os.read(0, 1).decode()
        write("\x1b[7;1H" + answer[2:])
    elif key == "s":
        write("\x1b[?10")
        os.read(0, 1)
        write("04h")
    elif key == "m":
        write("\x1b[?1000h\x1b[8;1Hmouse")
    elif key == "q":
        write("\x1b[?25h\x1b[?1049l")
        termios.tcsetattr(0, termios.TCSANOW, before)
        sys.exit()
"""
MOVE = len("\x1b[3;1H001")


def program() -> Terminal:
    return Terminal([sys.executable, "-S", "-c", PROGRAM], columns=40, lines=10)


def screen(*pieces: bytes) -> str:
    emulated = Screen(10, 4)
    for piece in pieces:
        emulated.feed(piece)
    return emulated.text.rstrip("\n")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"ab\x1b[3b", "abbbb"),
        (b"1\r\n2\r\n3\x1b[S", "2\n3"),
        (b"1\r\n2\x1b[T", "\n1\n2"),
        (b"\x1b[2;3r1\r\n2\r\n3\x1b[S", "1\n3"),
        (b"123456789\x1b[Zx", "12345678x"),
        (b"shell\x1b[?1049hx", "     x"),
        (b"a\x1b]0;title\x07b\x1b]8;;http://localhost\x1b\\c", "abc"),
        (b"a\x1bP>|name\x1b\\b\x1b[?2026$pc\x1b[>1ud\x1b[ qe\x1b=f\x1b(Bg", "abcdefg"),
        (b"\x1b[38:2::1:2:3mred", "red"),
        (b"a\x1b[?4mb", "ab"),  # vim asks
        ("… 漢".encode(), "… 漢"),
    ],
)
def test_the_screen_shows_what_programs_write(written: bytes, shown: str) -> None:
    assert screen(written) == shown
    assert screen(*(bytes([byte]) for byte in written)) == shown


def test_a_terminal_knows_what_is_not_given_back() -> None:
    modes = Modes()
    assert modes.left == set()
    modes.follow(b"\x1b[?1049h\x1b[?1000;1006h\x1b[?25l\x1b[?20")
    modes.follow(b"04h\x1b[>1u\x1b[?7l\x1b=")
    assert modes.is_alternate_screen_on
    assert len(modes.left) == 7
    modes.follow(b"\x1b[?1049l\x1b[?1000;1006l\x1b[?25h\x1b[?2004l\x1b[<u\x1b[?7h")
    assert modes.left == {"keypad of an application"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[>c", b"\x1b[>0;276;0c"),
        (b"\x1b[6n", b"\x1b[4;3R"),
        (b"\x1b[?2026$p", b"\x1b[?2026;0$y"),
        (b"\x1b]11;?\x07", b"\x1b]11;rgb:0000/0000/0000\x1b\\"),
        (b"no question", b""),
    ],
)
def test_a_terminal_answers(question: bytes, answer: bytes) -> None:
    assert Modes().follow(question, cursor=lambda: (3, 2)) == answer


def test_a_program_gets_the_answer() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        measuring.react(terminal, "?", shows("1;6R"))


def test_a_reaction_is_its_bytes_and_when_they_came() -> None:
    with program() as terminal:
        started = measuring.start(terminal, shows("ready"))
        assert started.size == len("\x1b[?1049h\x1b[2J\x1b[Hready\x1b[?25l")
        reaction = measuring.react(terminal, "jjj", shows("003"))
    assert reaction.size == 3 * MOVE
    assert reaction.visible is not None
    assert reaction.last is not None
    assert 0 < reaction.visible <= reaction.last


def test_what_is_there_before_the_key_or_does_not_come_is_no_reaction() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        with pytest.raises(EndedError, match="before the key"):
            measuring.react(terminal, "j", shows("ready"))
        with pytest.raises(EndedError, match="not shown"):
            measuring.react(terminal, "j", shows("nothing"), patience=0.01)


def test_a_key_that_does_nothing_has_no_times() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        reaction = measuring.react(terminal, "x")
    assert (reaction.last, reaction.size) == (None, 0)


def test_a_start_has_answered_after_it_was_visible() -> None:
    with program() as terminal:
        began = measuring.start_and_press(terminal, "ready", "j", shows("001"))
    assert 0 < began.visible < began.answered


def test_a_held_key_is_counted_key_by_key() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        held = measuring.hold(terminal, "j", count=9, rate=20)
        terminal.wait_for("009")
    assert held.bytes_a_key == MOVE
    assert held.lag >= 0


@pytest.mark.skipif(not process.CAN_TELL, reason="the system tells nothing of other processes")
def test_the_time_of_a_processor_is_counted() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        moved = measuring.react(terminal, "j", shows("001"))
        worked = measuring.react(terminal, "w", shows("worked"))
        idle = measuring.idle(terminal, 0.1)
        assert process.resident(terminal.pid) > 0
    assert moved.cpu is not None
    assert worked.cpu is not None
    assert worked.cpu > 2 * moved.cpu > 0
    assert (idle.size, idle.writes) == (0, 0)


@pytest.mark.skipif(not process.CAN_TELL, reason="the system tells nothing of other processes")
def test_threads_that_have_ended_and_children_are_counted() -> None:
    code = (
        "import subprocess, sys, threading\n"
        "thread = threading.Thread(target=lambda: sum(range(3_000_000)))\n"
        "thread.start(); thread.join()\n"
        "child = subprocess.Popen([sys.executable, '-S', '-c', 'input()'], stdin=-1)\n"
        "print('there', flush=True); input(); child.kill()"
    )
    argv = [sys.executable, "-S", "-c", code]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True) as running:
        assert running.stdout is not None
        running.stdout.readline()
        assert len(process.family(running.pid)) == 2
        used = process.cpu_seconds(running.pid)
        stat = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
        ticks = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
        assert used is not None
        assert used >= ticks - 0.02  # a clock tick of each kind
        running.communicate("\n")


def test_leaving_tells_what_is_not_given_back() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        left = measuring.leave(terminal, "q")
        assert left.left == set()
        assert left.given_back is not None
        assert 0 < left.given_back <= left.gone
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        measuring.react(terminal, "m", shows("mouse"))
        assert measuring.leave(terminal, "q").left == {"mouse"}


def test_a_switch_that_comes_in_two_pieces_is_one() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        for _ in range(2):
            measuring.react(terminal, "s")
        assert measuring.leave(terminal, "q").left == {"focus"}


def test_a_program_that_is_killed_gives_nothing_back() -> None:
    with program() as terminal:
        measuring.start(terminal, shows("ready"))
        terminal.kill()
        expected = {"alternate screen", "hidden cursor", "terminal attributes"}
        assert terminal.not_given_back == expected


def test_what_a_program_is_just_starting_ends_with_the_terminal() -> None:
    held, holding = os.pipe()
    os.set_inheritable(holding, True)
    code = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "for number in range(100):\n"
        "    if number == 20: os.write(1, b'began')\n"
        "    if not os.fork():\n"
        "        os.setpgrp()\n"  # as the jobs of a shell
        f"        time.sleep(9); os.write({holding}, b'left'); os._exit(0)\n"
        "time.sleep(9)"
    )
    with Terminal([sys.executable, "-S", "-c", code]) as terminal:
        os.close(holding)
        terminal.wait_for("began")
    with os.fdopen(held, "rb") as end:  # it comes when the last who holds the pipe has ended
        assert end.read() == b""
