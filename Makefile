# Intégracode. Nothing is needed but make and Python ≥ 3.11: each target makes and renews its own environment.
#
# Every path here is relative, so that a clone may live in a folder with spaces and accents.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run run-kafka unit test check format bench lock locks-are-clean clean
MAKEFLAGS += --no-builtin-rules --no-print-directory

RUN := .venv/run/bin/python
DEV := .venv/dev/bin/python
# A console script in a path with spaces begins as a shell script; given to Python it works in any folder.
LINT_IMPORTS := $(DEV) .venv/dev/bin/lint-imports --no-logo
CODE := domain services projections adapters tests

help: ## this list
	@echo "Intégracode — make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

run: .venv/run/installed ## start the service: one process and its own PostgreSQL
	@exec $(RUN) -m adapters.cli run

run-kafka: .venv/dev/installed ## start the network's shape: Kafka, relay, consumers, API, each a process
	@exec $(DEV) -m adapters.cli run-kafka

unit: .venv/dev/installed ## the tests that need no server: the habit between two saves
	@$(DEV) -m pytest $(wildcard tests/unit tests/architecture)

test: .venv/dev/jars ## every test
	@$(DEV) -m pytest

check: .venv/dev/installed ## format, lint, types, contracts between packages, locks
	@$(DEV) -m ruff format --check --quiet .
	@$(DEV) -m ruff check --quiet .
	@$(DEV) -m mypy --no-error-summary
	@said=$$($(LINT_IMPORTS)) || { echo "$$said"; exit 1; }
	@$(MAKE) locks-are-clean

locks-are-clean:
	@if grep -nE '://|index-url|find-links|trusted-host' locks/*.txt; then \
		echo "Un verrou nomme une adresse (a lock names an address)." >&2; exit 1; fi

format: .venv/dev/installed ## put the code in form, and correct what can be without thinking
	@$(DEV) -m ruff check --fix --quiet . || true
	@$(DEV) -m ruff format --quiet .

bench: .venv/dev/installed ## measure, and print the figures
	@$(DEV) -m tests.bench

# The project itself is in neither lock; what builds it is in both.
COMPILE = $(DEV) -m uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --group build

lock: .venv/dev/installed ## renew both locks with the newest versions that pyproject.toml allows
	@$(COMPILE) --output-file locks/run.txt
	@$(COMPILE) --group dev --constraint locks/run.txt --output-file locks/dev.txt

clean: ## remove environments, caches and builds; the data of the service stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist *.egg-info
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment is made anew when its lock changes; the project's own entry alone when pyproject.toml does.

.venv/%/installed: .venv/%/locked pyproject.toml
	@sh locks/install.sh project $*

# Kafka's jars, checked by their hashes, in the user's cache; what is missing there later is fetched at need.
.venv/dev/jars: locks/kafka-jars.txt .venv/dev/installed
	@$(DEV) -m adapters.brokers
	@touch $@

.venv/%/locked: locks/%.txt .venv/%/bin/python
	@sh locks/install.sh locked $*

# Its Python is gone (never made, or the system's was replaced): what was stamped no longer holds.
.venv/%/bin/python:
	@rm -rf .venv/$*

.PRECIOUS: .venv/%/installed .venv/%/locked .venv/%/bin/python
