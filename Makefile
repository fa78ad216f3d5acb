# make demo: sample articles → graph → answers, Turtle, picture.   make test: every check.
# Both set themselves up in .venv from the locked dependencies; nothing else needs to be installed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DEMO   := demo-output
READY  := $(VENV)/.ready

.PHONY: demo test lint types imports unit lock clean help

help:
	@echo "make demo   build the sample graph, ask it, export it, draw it (into $(DEMO)/)"
	@echo "make test   ruff, mypy --strict, import-linter, pytest with coverage"
	@echo "make lock   write requirements.lock and requirements-dev.lock anew"
	@echo "make clean  remove $(VENV), $(DEMO) and caches"

$(READY): requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)
	@sh examples/demo.sh $(BIN)/kg $(DEMO)

test: lint types imports unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest --cov=kg --cov-report=term:skip-covered

lock: $(READY)
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-find-links --extra dev --extra cluster --extra pandas --extra pdf --extra warc --extra zstd --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
