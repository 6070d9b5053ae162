#!/usr/bin/env bash
# Makes the newsletter of the README's "CI in five minutes": a git repository with two
# announcements and six drafts. Usage: make.sh FOLDER; the folder must not be there.
set -euo pipefail
folder=${1:?usage: make.sh FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
if [ -e "$folder" ]; then
    echo "error: $folder is there already; name another folder" >&2
    exit 2
fi
cp -R "$here/repo" "$folder"
cd "$folder"
# Of nobody's own git settings: no signing, no hooks, no other name for the first branch.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
git init -q
git symbolic-ref HEAD refs/heads/main
git config user.name "The Pier"
git config user.email "desk@pier.example"
git config commit.gpgsign false
git add .
git commit -q -m "Announcements and drafts"
