"""Every trial, in the order of the promises; another one is another row."""

from tests.soak import (
    damage,
    faults,
    full,
    hostile_commands,
    hostile_screens,
    hostile_strings,
    kills,
    reader_kills,
    writers,
)
from tests.soak.outcome import Trial

TRIALS = (
    Trial("kills", kills.run, short=100, long=1000, least_hits=30),
    Trial("reader", reader_kills.run, short=15, long=300, least_hits=15),
    Trial("faults", faults.run, short=250, long=2500, least_hits=90),
    Trial("limited-file", full.run_limited, short=30, long=500, least_hits=20),
    Trial("full-disk", full.run_full, short=0, long=500, least_hits=20),
    Trial("read-only", full.run_read_only, short=30, long=300, least_hits=20),
    Trial("writers", writers.run, short=4 * 50, long=8 * 200, least_hits=20),
    Trial("killed-writers", writers.run_with_kills, short=10, long=200, least_hits=5),
    Trial("damage", damage.run, short=100, long=1000, least_hits=50),
    Trial("hostile-strings", hostile_strings.run, short=10_000, long=200_000, least_hits=8_000),
    Trial("hostile-commands", hostile_commands.run, short=8, long=100, least_hits=5),
    Trial("hostile-screens", hostile_screens.run, short=1, long=3, least_hits=80),
)
