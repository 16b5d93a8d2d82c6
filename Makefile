# `make site` and `make test` work on a fresh machine with Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
NODE := node_modules/.installed

# Builds and tests start many interpreters; without byte code each compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

SYSTEMS := linux darwin win32

.PHONY: site test test-long serve bench queries mutants clean lint lint-python lint-browser $(SYSTEMS:%=types-%)

site: $(STAMP)
	$(BIN)/parution build
	@$(BIN)/parution links

serve: $(STAMP)
	$(BIN)/parution serve

# The tests of a module share what was built for it, so that they stay in one process; the modules go
# to the processes in the order of `tests/conftest.py`, which ends with the small ones.
IN_PROCESSES := --numprocesses auto --dist loadfile --no-loadscope-reorder

test: $(STAMP) $(NODE)
	$(MAKE) --jobs 2 lint
	$(BIN)/pytest --quiet $(IN_PROCESSES)

# What takes longer than a few seconds: corpora of bibliographies, floods, fifty kills, years of
# publications, every look of every page.
test-long: $(STAMP)
	$(BIN)/pytest --quiet $(IN_PROCESSES) -m long

lint: lint-python lint-browser

lint-python: $(STAMP) $(SYSTEMS:%=types-%)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

# What differs between systems has a cache for each: one would be begun anew three times.
$(SYSTEMS:%=types-%): types-%: $(STAMP)
	$(BIN)/mypy --platform $* --cache-dir .mypy_cache/$*

# The readers' side: templates, JavaScript, style sheets, and the types that JSDoc gives.
lint-browser: $(STAMP) $(NODE)
	$(BIN)/djlint --lint --quiet site_templates
	node_modules/.bin/biome check --error-on-warnings
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/tsc --project tests/types/worker.json

# Mistakes made on purpose in copies of the product, which the tests must notice; takes an hour.
mutants: $(STAMP)
	PYTHONPATH=tests $(BIN)/python -m mutants

bench: $(STAMP)
	$(BIN)/python -m bench

# How often the search has the right page first, of what doctors type.
queries: $(STAMP)
	$(BIN)/python -m bench.queries

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(STAMP)

$(NODE): package.json package-lock.json .npmrc
	npm ci --silent
	@touch $(NODE)

clean:
	rm -rf site .venv node_modules .pytest_cache .mypy_cache .ruff_cache
