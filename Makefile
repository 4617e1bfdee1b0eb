# Everything is in run.py, which needs Python 3.11 or newer and nothing else. Settings go behind the target:
# make demo PORT=8123 DATA=/tmp/demo COLLEAGUES=0
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test proof check manage lock

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Run the whole call centre at http://127.0.0.1:8000 (PORT=, DATA=, COLLEAGUES=, LAB_EVERY=)
	@$(PYTHON) run.py demo

demo-reset: ## Forget the demo's data
	@$(PYTHON) run.py reset

test: ## Run the test suite on real PostgreSQL, Valkey and browsers (ARGS="tests/calls -x")
	@$(PYTHON) run.py test

proof: ## Run what takes long and seldom changes: the image, the benches, many more examples (ARGS="tests/calls")
	@$(PYTHON) run.py proof

check: ## Check style, types, architecture, house rules and migrations
	@$(PYTHON) run.py check

manage: ## Run a management command against the running demo (ARGS="check_invariants")
	@$(PYTHON) run.py manage

lock: ## Write the package locks anew (ARGS="--upgrade" or ARGS="--upgrade-package django")
	@$(PYTHON) run.py lock
