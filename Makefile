# make run: set up and open the reader on the sample articles (LIBRARY=folder for another one).
# make test: set up what is missing, then lint, types and all tests.
PYTHON ?= python3
LIBRARY ?= sample_articles
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test lint docs bench bench-parts soak clean
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(BIN)/grtui "$(LIBRARY)"

test: lint
	$(BIN)/pytest --cov --numprocesses 4 --dist worksteal

lint: .venv/test.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "grtui needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# pip compiles what it installs; the checkout itself is compiled here, for a quick first start.
.venv/run.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv; this happens once." >&2
	$(PIP) --editable .
	$(BIN)/python -m compileall -q tui widgets store
	@touch $@

.venv/test.stamp: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Setting up .venv for the tests; this happens once." >&2
	$(PIP) --editable ".[dev]"
	@touch $@

docs: .venv/test.stamp
	$(BIN)/python docs/make_documents.py

# One table, also in docs/benchmarks.md; BENCH="--runs 3 --sizes 1000,10000" for a short one.
bench: .venv/test.stamp
	@$(BIN)/python -m compileall -q tui widgets store benchmarks
	$(BIN)/python -m benchmarks $(BENCH)

# What is measured by itself: saving, what others do, thousands of articles at once, the index, searches.
bench-parts: .venv/test.stamp
	$(BIN)/python -m benchmarks.save
	$(BIN)/python -m benchmarks.live
	$(BIN)/python -m benchmarks.bulk
	$(BIN)/python -m benchmarks.index
	$(BIN)/python -m benchmarks.large
	$(BIN)/python -m benchmarks.typing
	$(BIN)/python -m benchmarks.search

# The proof of the promises, in under an hour; SOAK="--seed 7 kills" for some of it.
soak: .venv/test.stamp
	$(BIN)/python -m tests.soak $(SOAK)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
