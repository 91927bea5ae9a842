"""Every trial, in the order of the promises; another one is another row."""

from tests.soak import (
    damage,
    faults,
    files,
    full,
    hostile_commands,
    hostile_screens,
    hostile_strings,
    index_damage,
    index_kills,
    kills,
    network,
    odd_files,
    queries,
    reader_kills,
    untouched,
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
    Trial("queries", queries.run, short=2000, long=20_000, least_hits=2000),
    Trial("index-damage", index_damage.run, short=32, long=400, least_hits=30),
    Trial("index-kills", index_kills.run, short=6, long=200, least_hits=2),
    Trial("network", network.run, short=4, long=40, least_hits=4),
    Trial("untouched", untouched.run, short=3, long=60, least_hits=1),
    Trial("files", files.run, short=1_000, long=10_000, least_hits=300),
    Trial("odd-files", odd_files.run, short=1, long=5, least_hits=20),
    Trial("hostile-strings", hostile_strings.run, short=15_000, long=200_000, least_hits=12_000),
    Trial("hostile-commands", hostile_commands.run, short=12, long=100, least_hits=6),
    Trial("hostile-screens", hostile_screens.run, short=1, long=3, least_hits=80),
)
