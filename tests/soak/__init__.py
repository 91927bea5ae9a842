"""Proves what grtui promises, by breaking what it stands on: kills, faults, full disks, damage."""
