# make report   runs every notebook, exports every figure, writes report/index.html
# make test     lint, types and all tests, notebooks included
# make lab      JupyterLab on the notebooks
# make bench, make calibrate   speed beside the usual tools; error rates on generated corpora
#                              (ARGS=--quick: a first look at speed, in two minutes)
# make bench-scale             time and memory of large corpora; ARGS="--sizes 1000000" for others
# make kills                   kills `framing analyse` 50 times; the tables must be the same bytes
# make train    trains the encoder again from labelled sentences: LABELLED=… and RATED=… name the files
# make e2e      the report and JupyterLab in a real browser (needs Chromium on the machine)
#
# Each makes what it needs. All paths are relative, so that a folder name may hold spaces.
# PYTHON=… chooses the interpreter that .venv is made with (3.11, 3.12 or 3.13).

.DEFAULT_GOAL := report
.PHONY: report test lab bench bench-scale calibrate kills train e2e setup clean
.DELETE_ON_ERROR:

PYTHON = $(firstword $(foreach name,python3.11 python3.12 python3.13 python3 python,\
            $(shell $(name) -c 'import sys; (3, 11) <= sys.version_info < (3, 14) and print("$(name)")' 2>&1 | grep -x $(name))))
IN_VENV := $(if $(filter Windows_NT,$(OS)),.venv/Scripts/python,.venv/bin/python)
PIP := "$(IN_VENV)" -m pip --disable-pip-version-check --quiet install

report test lab bench calibrate: .venv/ready
	@$(IN_VENV) -m analysis.cli $@ $(ARGS)

bench-scale: .venv/ready
	@$(IN_VENV) -m analysis.cli $@ $(ARGS)

kills: .venv/ready
	@$(IN_VENV) -m tests.bench.kill_often $(ARGS)

e2e: .venv/ready report
	@$(PIP) --require-hashes --requirement tests/e2e/requirements.txt
	@$(IN_VENV) -m pytest tests/e2e/check_*.py

setup: .venv/ready

.venv/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 found: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) can't make environments: install its venv module (Debian, Ubuntu: apt install python3-venv), then run make again" >&2; exit 1; }
	@echo "Setting up .venv (a few minutes and 1.3 GB, once)"
	@"$(PYTHON)" -m venv --clear .venv
	@$(PIP) --require-hashes --requirement requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

TRAINED = report/encoder.pt
train: .venv-train/ready
	@test -n "$(LABELLED)" && test -n "$(RATED)" || { echo "Name the data: make train LABELLED=train.jsonl RATED=editorials.tsv" >&2; exit 1; }
	@mkdir -p report
	.venv-train/bin/python tests/train/train_encoder.py --labelled "$(LABELLED)" --rated "$(RATED)" --out $(TRAINED)
	.venv-train/bin/python tests/train/export_encoder.py --labelled "$(LABELLED)" --trained $(TRAINED) --out analysis/tone/data/encoder

.venv-train/ready: requirements.txt tests/train/requirements.txt
	@"$(PYTHON)" -m venv --clear .venv-train
	@.venv-train/bin/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@.venv-train/bin/python -m pip install --quiet --no-deps --require-hashes --requirement tests/train/requirements.txt
	@pwd > "$$(.venv-train/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/checkout.pth"
	@touch $@

clean:
	rm -rf .venv .venv-train report build dist
