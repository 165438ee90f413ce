# One command for each thing that one does with a clone. All it needs is Python 3.11, its venv module and make.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
INSTALL := $(UV) install -q --python $(BIN)/python
LOCK := $(UV) compile -q --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"
DESK := DATABASE_URL= OTKLIK_BASE_URL=http://127.0.0.1:$(PORT)
DEMO := $(DESK) OTKLIK_HOME=.home/demo OTKLIK_SMTP_URL=$(or $(OTKLIK_SMTP_URL),console://stdout)

.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-long check bench pictures docs lock

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.dev  ## the environment for working on the desk, from the lock files

demo: $(VENV)/.runtime  ## a small marketplace with orders, on http://127.0.0.1:8000 (PORT=...)
	$(DEMO) $(BIN)/otklik setup --demo
	@echo "The desk: http://127.0.0.1:$(PORT)   (Ctrl-C stops it; its data are in .home/demo; its mails come here)"
	$(DEMO) $(BIN)/otklik serve --port $(PORT)

run: $(VENV)/.runtime  ## an empty desk, on http://127.0.0.1:8000 (PORT=...)
	$(DESK) OTKLIK_HOME=.home/run $(BIN)/otklik setup
	@echo "The desk: http://127.0.0.1:$(PORT)   (Ctrl-C stops it; its data are in .home/run)"
	$(DESK) OTKLIK_HOME=.home/run $(BIN)/otklik serve --port $(PORT)

test: $(VENV)/.dev  ## the tests: SQLite always, PostgreSQL and a browser where they are found
	$(BIN)/python -m tests.run

test-long: $(VENV)/.dev  ## the same, and those that take minutes
	$(BIN)/python -m tests.run --long

check: $(VENV)/.dev  ## style, types, layers, sizes, documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/docs

bench: $(VENV)/.bench  ## measurements; ratios of one run, reported and not judged
	$(BIN)/python -m bench

pictures: $(VENV)/.dev  ## the pictures of README and guide, into docs/pictures
	$(BIN)/python -m tests.e2e.pictures

docs: $(VENV)/.dev  ## what the documentation says against what is there
	$(BIN)/python -m pytest -q tests/docs

lock: $(VENV)/.build  ## the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer releases)
	$(LOCK) $(UPGRADE) requirements/build.in -o requirements/build.lock
	$(LOCK) $(UPGRADE) pyproject.toml --extra routes -o requirements/runtime.lock
	$(LOCK) $(UPGRADE) pyproject.toml --extra routes --group dev -o requirements/dev.lock
	$(LOCK) $(UPGRADE) -c requirements/dev.lock pyproject.toml --extra routes --group dev --group bench -o requirements/bench.lock

$(VENV)/.build: requirements/build.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "No venv here; type: apt-get install -y python3-venv"; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/build.lock
	@touch $@

$(VENV)/.runtime: $(VENV)/.build requirements/runtime.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements/runtime.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.build requirements/dev.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements/dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# What working time and survival curves are compared with; no part of the desk, and of nobody's work but the bench's.
$(VENV)/.bench: $(VENV)/.dev requirements/bench.lock
	$(INSTALL) --require-hashes -r requirements/bench.lock
	@touch $@
