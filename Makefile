# Citylinks. Needs Python 3.11 or later, make and the package registries; nothing else.
.DEFAULT_GOAL := help
.PHONY: help app test check bench soak docs screenshots lock clean

PORT ?= 8501
ARGS ?=
PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := uv pip compile pyproject.toml --universal --python-version 3.11 --quiet \
	--generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

app: .venv/app.stamp ## open the app at http://localhost:8501 (PORT=8502 for another port)
	@$(PY) -m streamlit run app.py --server.port $(PORT)

test: .venv/dev.stamp ## run every test once, on a real Neo4j and in a real browser
	@$(PY) -m pytest $(ARGS)

check: .venv/dev.stamp ## lint, format, types and the import rule
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy commands datasets docs graph loaders views app.py cli.py
	@$(PY) -m pytest -q tests/test_architecture.py

bench: .venv/dev.stamp ## measure time and memory, as ratios in one run
	@$(PY) -m benchmarks $(ARGS)

soak: .venv/dev.stamp ## run the tests that take longer than a person waits
	@$(PY) -m pytest -m soak --timeout 3600 $(ARGS) || \
		{ [ $$? -eq 5 ] && echo "There are no such tests yet."; }

docs: .venv/dev.stamp ## write the generated parts of docs/
	@$(PY) -m docs.generate

screenshots: .venv/dev.stamp ## take the pictures of the README again
	@$(PY) -m docs.screenshots

lock: ## choose the newest versions and write both lock files (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCKED) --upgrade --extra build --output-file requirements.lock
	$(LOCKED) --upgrade --all-extras --constraint requirements.lock \
		--output-file requirements-dev.lock

clean: ## remove the environment and what the tools left behind
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build citylinks.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment. A stamp is newer than everything that it was made from, so a second run skips it.
.venv/made.stamp:
	@python=; old=; lacks=; \
	for name in python3.14 python3.13 python3.12 python3.11 python3; do \
		found=$$("$$name" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
		"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { old=$$found; continue; }; \
		"$$name" -c 'import ensurepip, venv' 2>/dev/null || { lacks=$$found; continue; }; \
		python=$$name; break; \
	done; \
	if [ -z "$$python" ]; then \
		if [ -n "$$lacks" ]; then \
			echo "Python $$lacks is here but cannot make an environment: its venv module is missing." >&2; \
			echo "On Debian or Ubuntu: apt-get install python3-venv. Then run make again." >&2; \
		else \
			echo "Citylinks needs Python 3.11 or later; found $${old:-none}." >&2; \
			echo "Install one (Debian, Ubuntu: apt-get install python3 python3-venv; or python.org)," >&2; \
			echo "and run make again." >&2; \
		fi; \
		exit 1; \
	fi; \
	echo "Making .venv with Python $$found"; \
	"$$python" -m venv --clear .venv
	@touch $@

.venv/app.stamp: .venv/made.stamp requirements.lock pyproject.toml
	@echo "Installing what the app needs (a minute or two, once)"
	@$(INSTALL) --require-hashes -r requirements.lock || $(NO_INSTALL)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# The dev lock holds the app lock's versions, so this does for the app too.
.venv/dev.stamp: .venv/made.stamp requirements.lock requirements-dev.lock pyproject.toml
	@echo "Installing what the app and its tests need (a few minutes, once)"
	@$(INSTALL) --require-hashes -r requirements-dev.lock || $(NO_INSTALL)
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch .venv/app.stamp $@

NO_INSTALL = { echo "Not installed: the lines above say why. If it was the network, run make again." >&2; exit 1; }
