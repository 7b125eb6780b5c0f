#!/usr/bin/env bash
# Set up everything that `make demo` and `make test` need: system packages, then a virtual environment from the lock.
#   scripts/setup.sh core     what the program needs
#   scripts/setup.sh dev      that, and what the tests need
set -euo pipefail
cd "$(dirname "$0")/.."
level=${1:-core}

core_packages=(tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim tesseract-ocr-chi-tra tesseract-ocr-uig
  tesseract-ocr-ara tesseract-ocr-rus tesseract-ocr-jpn tesseract-ocr-kor tesseract-ocr-deu tesseract-ocr-fra
  tesseract-ocr-spa tesseract-ocr-por tesseract-ocr-ita 7zip)
dev_packages=(chromium poppler-utils poppler-data ripgrep fonts-noto-core fonts-noto-cjk libpango-1.0-0
  libpangoft2-1.0-0 libharfbuzz-subset0 libreoffice-writer-nogui libreoffice-impress-nogui)

python=${PYTHON:-}
if [ -z "$python" ]; then
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      python=$(command -v "$name")
      break
    fi
  done
fi

wanted=("${core_packages[@]}")
[ "$level" = dev ] && wanted+=("${dev_packages[@]}")
if [ -z "$python" ]; then
  wanted+=(python3 python3-venv)
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  wanted+=(python3-venv)
fi

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${wanted[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok' || missing+=("$package")
  done
fi
if [ ${#missing[@]} -gt 0 ]; then
  run=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run=(sudo); else run=(false); fi
  fi
  if [ "${run[0]:-}" = false ] || ! command -v apt-get >/dev/null; then
    echo "These system packages are missing and cannot be installed from here:" >&2
    echo "    ${missing[*]}" >&2
    echo "Ask an administrator for:  apt-get install ${missing[*]}" >&2
    if [ -z "$python" ] || [ "$level" = dev ]; then exit 1; fi
    echo "Going on without them: OCR and some archive formats will be reported as gaps." >&2
  else
    echo "Installing system packages: ${missing[*]}"
    "${run[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    [ -n "$python" ] || python=$(command -v python3)
  fi
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11" >&2
  exit 1
fi

lock=requirements/$level.lock
stamp=.venv/.$level-$(cat "$lock" pyproject.toml | sha256sum | cut -c1-16)
if [ ! -e "$stamp" ]; then
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  echo "Installing Python packages from $lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  rm -f .venv/."$level"-*
  touch "$stamp"
fi

# pywb, for the tests of histories, is under the GPL: a process of its own in an environment of its own.
if [ "$level" = dev ]; then
  stamp=.pywb/.$(sha256sum requirements/pywb.lock | cut -c1-16)
  if [ ! -e "$stamp" ]; then
    [ -x .pywb/bin/python ] || "$python" -m venv .pywb
    echo "Installing pywb from requirements/pywb.lock"
    .pywb/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/pywb.lock
    rm -f .pywb/.[0-9a-f]*
    touch "$stamp"
  fi
fi
