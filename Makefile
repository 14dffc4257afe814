# `make run` serves the dashboard, `make test` proves it; both do their own set-up.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test demo bench format clean

run: $(VENV)/served demo
	$(BIN)/python -m dashboard.ui.serve --server.port $(PORT)

# Demonstration snapshots are published only where there is no snapshot at all.
demo: $(VENV)/served
	@$(BIN)/python -m intake demo --if-none

# A browser on a busy machine can miss its time: what fails there is tried once more, and named.
test: $(VENV)/tested
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --ignore tests/browser
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --reruns 1 -r R tests/browser

bench: $(VENV)/tested
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.runaway
	$(BIN)/python -m benchmarks.decks
	$(BIN)/python -m benchmarks.matching

# The SQL editor's script, anew from editor.js and the packages that package-lock.json pins; needs npm, the server does not.
editor:
	cd dashboard/ui/editor && npm ci --no-audit --no-fund && npm run build

format: $(VENV)/tested
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

$(VENV)/served: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/tested: $(VENV)/served requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV)
