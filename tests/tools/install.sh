#!/usr/bin/env bash
# Installs the programs of requirements.txt, which some tests need, into the build folder, and says
# where they are. Nothing outside that folder changes. A second call is quick.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tools=${CARGO_TARGET_DIR:-$here/../../target}/tools

fail() {
    echo "error: $1" >&2
    echo "  next: $2" >&2
    exit 2
}

if ! cmp -s "$here/requirements.txt" "$tools/installed"; then
    command -v python3 >/dev/null || fail "there is no python3" "install Python 3.10 or newer"
    rm -rf "$tools"
    python3 -m venv "$tools" >&2 ||
        fail "python3 cannot make a virtual environment" "install it; Debian: apt-get install python3-venv"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check \
        --requirement "$here/requirements.txt" >&2 ||
        fail "pip cannot install $here/requirements.txt" "see above; it needs the Python package index"
    cp "$here/requirements.txt" "$tools/installed"
fi
cd "$tools/bin" && pwd
