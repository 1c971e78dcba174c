# Two commands for users: make run, make test. The rest is for those who change things.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TEST := $(VENV)/.ready-test

.PHONY: run test test-bare bench screenshots pictures lock format clean

run: $(READY)
	$(BIN)/python -m analytics first-start
	$(BIN)/python -m streamlit run app.py

test: $(READY_TEST)
	@bash tests/need_tools.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -q -n auto --dist worksteal $(TESTS)

## Before each release: run and test again on a Debian that has nothing else. Needs root.
test-bare:
	@bash tests/bare.sh

bench: $(READY_TEST)
	$(BIN)/python -m bench

# --without-pip: a bare Debian has pip but not ensurepip. uv writes the same environment
# as pip in a tenth of the time; where it cannot be had, pip does it.
define install
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r $(1) \
		|| $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check -r $(1)
endef

$(READY): requirements.txt
	$(PYTHON) -m venv --without-pip $(VENV)
	-$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check uv==0.13.9
	$(call install,requirements.txt)
	@touch $@

$(READY_TEST): $(READY) requirements-test.txt
	$(call install,requirements-test.txt)
	@touch $@

screenshots: $(READY_TEST)
	$(BIN)/python docs/take_pictures.py

pictures: $(READY_TEST)
	$(BIN)/python docs/guide_pictures.py

lock: $(READY)
	$(BIN)/uv pip compile --quiet requirements.in -o requirements.txt --custom-compile-command "make lock"
	$(BIN)/uv pip compile --quiet requirements-test.in -c requirements.txt -o requirements-test.txt --custom-compile-command "make lock"

format: $(READY_TEST)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) data/lake screenshots
