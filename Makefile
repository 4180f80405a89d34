# The two commands: `make run` starts the server with the app and demo data, `make test` passes every check.
PYTHON ?= python3
BIN := .venv/bin
NPM := $(PYTHON) tools/prepare.py npm

.PHONY: run test check unit browser bench format clean

run: ## Set up what is missing, then serve on loopback with the quality app and its demo factory
	@$(PYTHON) tools/prepare.py run
	@$(BIN)/suyuan serve --demo

test: ## Set up what is missing, then every check
	@$(PYTHON) tools/prepare.py test
	@$(MAKE) --no-print-directory check unit

check: ## Format, lint, types, layers, the app's own definitions; Python and the page
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/suyuan check apps/quality_trace
	$(BIN)/suyuan fmt --check apps/quality_trace
	$(NPM) run --silent check
	$(NPM) run --silent test

unit: ## Unit, property, scenario, storage (SQLite and PostgreSQL), wheel and browser tests
	$(BIN)/pytest

bench: ## Ratios in one run against floors
	@$(PYTHON) tools/prepare.py test
	$(BIN)/python -m benchmarks

format: ## Put every file in its canonical shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) run --silent format

clean: ## Forget what was built and the demo's data
	rm -rf .venv designer_ui/node_modules engine/api/page var
