PYTHON ?= python3
PORT ?= 8000
PY = .venv/bin/python
export PORT

.PHONY: run test check fix docs messages bench lock

run:
	@$(PYTHON) bootstrap.py run
	@DEMO=$${DEMO-1} $(PY) manage.py start

test:
	@$(PYTHON) bootstrap.py dev
	@$(PY) manage.py compile_messages
	@$(PY) tests/run.py

check:
	@$(PYTHON) bootstrap.py dev
	@$(PY) manage.py compile_messages
	@$(PY) tests/check.py

fix:
	@$(PYTHON) bootstrap.py dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	-.venv/bin/djade --target-version 5.2 $$(find templates -name '*.html')

docs:
	@$(PYTHON) bootstrap.py dev
	$(PY) manage.py write_docs

messages:
	@$(PYTHON) bootstrap.py dev
	$(PY) manage.py sync_messages
	$(PY) manage.py compile_messages

bench:
	@$(PYTHON) bootstrap.py dev
	@$(PY) benchmarks/first_start.py

lock:
	@$(PYTHON) bootstrap.py dev
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements-dev.in -o requirements-dev.txt
