"""Every trial, in the order of the promises; another one is another row."""

from tests.soak import (
    damage,
    faults,
    full,
    given_back,
    key_bytes,
    kills,
    lost_lines,
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
    Trial("lost-lines", lost_lines.run, short=3, long=50, least_hits=12),
    Trial("given-back", given_back.run, short=1, long=20, least_hits=11),
    Trial("key-bytes", key_bytes.run, short=100 * key_bytes.BURST, long=100_000, least_hits=3),
    Trial("split-codes", key_bytes.run_split, short=20, long=200, least_hits=80),
)
