# Two commands for everybody: `make run` and `make test`. The rest is for those who change the code.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check format bench lock clean

help:
	@echo "make run     start Jalsa (web chat at http://127.0.0.1:8000/ when no channel is configured)"
	@echo "make test    all tests, on SQLite and PostgreSQL, in a real browser"
	@echo "make check   formatting, lint, types, layers, locales, migrations"
	@echo "make bench   benchmarks beside their peers"
	@echo "make format  put the code into shape"
	@echo "make lock    pin the newest versions that pyproject.toml allows"

run: .venv/installed
	@$(BIN)/jalsa run

test: .venv/developed .venv/browser
	$(BIN)/pytest -n auto

check: .venv/developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m locales.check
	$(BIN)/python -m storage.check

format: .venv/developed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/developed
	$(BIN)/python -m benchmarks.conversation
	$(BIN)/python -m benchmarks.nlu

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --upgrade pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header -q --upgrade pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Jalsa needs Python 3.11 or newer")'
	@echo "Installing into .venv; this takes a minute, once."
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@echo "$(CURDIR)" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/jalsa.pth"
	@printf '#!%s\nfrom bot.cli import main\nmain()\n' "$(CURDIR)/$(BIN)/python" > $(BIN)/jalsa
	@chmod +x $(BIN)/jalsa
	@touch $@

.venv/developed: .venv/installed requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/browser: .venv/developed
	$(BIN)/python -m tests.browser
	@touch $@
