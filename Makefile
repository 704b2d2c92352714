# Two commands set everything up: `make demo` shows the program, `make test` tests it.

PYTHON ?= python3
RUN := .venv/bin

.PHONY: demo test prepare prepare-test lint bench screenshot lock

demo: prepare
	$(RUN)/chartwell demo

test: prepare-test lint
	QT_QPA_PLATFORM=offscreen $(RUN)/pytest -n auto

prepare:
	@$(PYTHON) tools/prepare.py

prepare-test:
	@$(PYTHON) tools/prepare.py --test

lint: prepare-test
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

bench: prepare-test
	$(RUN)/python -m tests.benchmarks

screenshot: prepare
	$(RUN)/python tools/screenshot.py

lock:
	uv export -q --no-header --format requirements-txt --no-emit-project --no-default-groups --group build -o requirements.lock
	uv export -q --no-header --format requirements-txt --no-emit-project --no-default-groups --group build --group test -o requirements-test.lock
