# The tasks of this project: people, pre-commit and CI run the same ones. `make` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
FUZZ_SECONDS ?= 10
DEMO := examples/crm-experience-map

.PHONY: help demo test check golden fuzz rules keys measures bundles pictures node bench clean

help: ## list the tasks
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1	\2/p' Makefile

demo: $(VENV)/.installed ## build an example project and say where to open it
	$(BIN)/jmap build $(DEMO)
	@for page in $(DEMO)/build/*.html; do echo "Open file://$(CURDIR)/$$page"; done

test: $(VENV)/.developing ## run the tests (what needs dot, Node.js or a browser is skipped where absent)
	$(BIN)/pytest --numprocesses=auto --dist=worksteal

check: $(VENV)/.developing ## lint, formatting, types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

golden: $(VENV)/.developing ## rewrite the golden files; review them with git diff
	$(BIN)/pytest --golden-write

fuzz: $(VENV)/.developing ## fuzz the loader for $(FUZZ_SECONDS) seconds, following its coverage
	mkdir -p .fuzz && cd .fuzz && ../$(BIN)/python ../tests/fuzz/loader.py -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 -max_len=4096 -verbosity=0 -print_final_stats=1 . ../tests/fuzz/corpus

rules: $(VENV)/.developing ## rewrite docs/rules.md from the rules
	$(BIN)/jmap rules --format md > docs/rules.md

keys: $(VENV)/.developing ## rewrite docs/keys.md, the columns of docs/import.md and the reference of docs/python.md
	$(BIN)/python tools/keys.py
	$(BIN)/python tools/columns.py
	$(BIN)/python tools/api.py

measures: $(VENV)/.developing ## rewrite the sections of docs/scoring.md about single measures
	$(BIN)/python tools/measures.py

bundles: $(VENV)/.developing ## rewrite templates/bundles from the style sheets and scripts of pages
	$(BIN)/python tools/bundles.py

pictures: $(VENV)/.developing ## rewrite docs/pictures, what a browser shows of the examples; look at them with git diff
	$(BIN)/python tools/pictures.py

node: tests/node/node_modules/.package-lock.json ## install what tests drive through Node.js: Mermaid, the YAML language server, a SARIF validator

bench: $(VENV)/.developing ## measure start-up, builds and stages beside other programs; takes about a quarter of an hour
	$(PIP) install --quiet --group bench
	$(BIN)/python -m benchmarks --write

clean: ## remove what these tasks have made
	rm -rf $(VENV) tests/node/node_modules examples/*/build

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jmap needs Python 3.11 or later: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The `cjk` extra is 16 MB; without it a reader who has no Chinese font sees boxes.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --editable '.[cjk]'
	@touch $@

$(VENV)/.developing: pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --upgrade 'pip>=25.1'  # for --group
	$(PIP) install --quiet --editable '.[cjk]' --group dev
	@touch $@

tests/node/node_modules/.package-lock.json: tests/node/package-lock.json
	npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
