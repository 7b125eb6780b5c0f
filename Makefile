# make demo   set everything up and scan the examples
# make test   set everything up and run the checks and tests
# make check  formatting, lint, types, import law, rule packs
# make bench  figures of speed and memory (side by side, medians)
# make fuzz   the long fuzz runs
SHELL := /bin/bash
.PHONY: demo test check bench fuzz setup setup-dev rules-fmt
BIN := .venv/bin

setup:
	@scripts/setup.sh core

setup-dev:
	@scripts/setup.sh dev

demo: setup
	@$(BIN)/onrecord demo

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/onrecord rules fmt --check packs
	$(BIN)/onrecord rules check

test: check
	$(BIN)/pytest -n 2 -m "not slow"

bench: setup-dev
	$(BIN)/python bench/speed.py

fuzz: setup-dev
	$(BIN)/pytest -n 2 -m slow
