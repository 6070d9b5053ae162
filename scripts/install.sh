#!/usr/bin/env bash
# Builds sourcelint from the sources beside this file: scripts/install.sh FOLDER puts it at
# FOLDER/bin/sourcelint. What is there already stays.
set -euo pipefail
home=${1:?usage: install.sh FOLDER}
here=$(cd "$(dirname "$0")/.." && pwd)

if [ -x "$home/bin/sourcelint" ]; then
    echo "$home/bin/sourcelint is there already"
    exit 0
fi
if ! command -v cargo >/dev/null; then
    echo "error: there is no cargo, and sourcelint is built from source" >&2
    echo "  next: install Rust first: https://rustup.rs" >&2
    exit 2
fi
cargo install --locked --path "$here" --root "$home"
