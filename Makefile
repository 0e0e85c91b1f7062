PYTHON ?= python3
PORT ?= 8000
PY = .venv/bin/python
export PORT

.PHONY: run test prove check fix docs messages bench lock python

# END_WITH: the tree ends when this make is gone, however that happens.
run: python
	@$(PYTHON) bootstrap.py run
	@exec env DEMO="$${DEMO-1}" END_WITH=$$PPID $(PY) manage.py start

test: python
	@$(PYTHON) bootstrap.py dev
	@$(PY) manage.py compile_messages
	@$(PY) -m tests.run

# Journals beside the oracle, pairs of simultaneous acts, random walks: hours on two cores. SEEDS=20 make prove does fewer.
prove: python
	@$(PYTHON) bootstrap.py dev
	@$(PY) manage.py compile_messages
	@$(PY) -m tests.prove

check: python
	@$(PYTHON) bootstrap.py dev
	@$(PY) manage.py compile_messages
	@$(PY) -m tests.check

fix: python
	@$(PYTHON) bootstrap.py dev
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	-.venv/bin/djade --target-version 5.2 $$(find templates -name '*.html')

docs: python
	@$(PYTHON) bootstrap.py dev
	$(PY) manage.py write_docs
	$(PY) manage.py list_licences

messages: python
	@$(PYTHON) bootstrap.py dev
	$(PY) manage.py sync_messages
	$(PY) manage.py compile_messages

bench: python
	@$(PYTHON) bootstrap.py dev
	@$(PY) benchmarks/hours.py
	@$(PY) benchmarks/decisions.py
	@$(PY) benchmarks/documents.py
	@$(PY) benchmarks/first_start.py

lock: python
	@$(PYTHON) bootstrap.py dev
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements.in -o requirements.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header requirements-dev.in -o requirements-dev.txt

python:
	@command -v $(PYTHON) >/dev/null || { echo "praktika: there is no $(PYTHON) here: install Python 3.11 or newer, or name yours with \`make run PYTHON=python3.11\`." >&2; exit 1; }
