# Two commands: `make run` starts the site, `make test` runs every test. Both get what they need by themselves.
# Settings by environment or on the command line: make run PORT=8080 WEB_WORKERS=2 NEWSCLIP_VAR=/srv/newsclip

VENV ?= .venv
JOBS ?= auto
export VENV

PY = $(VENV)/bin/python
PYTEST = $(PY) -m pytest

.PHONY: help run test test-postgres check bench bench-threads drill-worker drill-hostile drill-xss eval-contradictions eval-drafts eval-comments format environment chromium

help:
	@echo 'make run            start the site, its worker and, the first time, everything they need'
	@echo 'make test           all tests on SQLite, browser tests included'
	@echo 'make test-postgres  the tests on PostgreSQL and Redis: TEST_DATABASE_URL, TEST_REDIS_URL, or private ones'
	@echo 'make check          lint, types, templates, house rules, migrations'
	@echo 'make bench          how fast stored pages are answered'
	@echo 'make bench-threads  what a page of 10,000 comments costs beside one of 50'
	@echo 'make drill-worker  kill workers in the middle of imports: nothing may be lost or doubled'
	@echo 'make drill-hostile  import from the worst sources: ORIGIN=path/to/hostile_origin.py'
	@echo 'make drill-xss      put 5,000 hostile strings everywhere and open every page: nothing may run (ARGS="--file F")'
	@echo 'make eval-contradictions  contradictions of a source: what is found, what is a false alarm'
	@echo 'make eval-comments  how well the scorer tells comments apart that it has not learned from'
	@echo 'make eval-drafts    how good drafts are, over labelled texts in five languages (ARGS="--method all")'
	@echo 'make format         let ruff and djade mend what they can'

run:
	@requirements/python requirements/install.py run
	@exec $(PY) -m newsclip run

environment:
	@requirements/python requirements/install.py dev

chromium:
	@.ci/provide --if-allowed chromium

test: environment chromium
	@exec $(PYTEST) -n $(JOBS) --dist worksteal

test-postgres: environment
	@exec $(PY) tests/postgres.py $(PYTEST) -n $(JOBS) --dist worksteal --ignore tests/browser

check: environment
	@exec $(PY) tests/check.py

bench: environment
	@exec $(PY) bench/store.py

bench-threads: environment
	@exec $(PY) bench/threads.py $(ARGS)

drill-worker: environment
	@exec $(PY) bench/drill_worker.py

drill-xss: environment
	@.ci/provide --if-allowed chromium
	@exec $(PY) bench/drill_xss.py $(ARGS)

drill-hostile: environment
	@exec $(PY) bench/drill_hostile.py $(ORIGIN)

eval-contradictions: environment
	@exec $(PY) evaluation/contradictions.py $(ARGS)

eval-drafts: environment
	@exec $(PY) -m evaluation.drafts $(ARGS)

eval-comments: environment
	@exec $(PY) -m evaluation.comments $(ARGS)

format: environment
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	git ls-files '*.html' | xargs $(VENV)/bin/djade --target-version 5.2
