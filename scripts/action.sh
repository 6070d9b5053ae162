#!/usr/bin/env bash
# The steps of action.yml: action.sh key | install | check.
#
# What the workflow gives comes in variables and is never evaluated: a value is one argument of one
# option, whatever it holds. Works with bash 3.2, which macOS has.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() {
    echo "::error title=sourcelint::$1"
    exit 2
}

# One output of the step. A value of two lines would be two outputs.
output() {
    printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"
}

# A value that must be one line.
one_line() {
    case $2 in
    *[$'\n\r']*) fail "$1 must be one line" ;;
    esac
}

# The sources that the tool is built from, as one word: another word, another build.
key() {
    local sum="sha256sum"
    command -v sha256sum >/dev/null || sum="shasum -a 256"
    cd "$here/.."
    local files
    files=$(find Cargo.toml Cargo.lock build.rs src rules docs -type f | LC_ALL=C sort)
    files=$(printf '%s\n' "$files" | tr '\n' '\0' | xargs -0 $sum | $sum)
    output key "sourcelint-$RUNNER_OS-$RUNNER_ARCH-${files%% *}"
}

arguments=(check --format=full --format=github)

# Adds OPTION=VALUE where there is a value.
option() {
    one_line "$1" "$2"
    if [ -n "$2" ]; then
        arguments+=("--$1=$2")
    fi
}

# Adds an argument for every line that holds something: OPTION=LINE, or LINE where OPTION is empty.
each_line() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%$'\r'}
        line=${line#"${line%%[![:space:]]*}"}
        line=${line%"${line##*[![:space:]]}"}
        if [ -n "$line" ]; then
            arguments+=("${1:+--$1=}$line")
        fi
    done <<<"$2"
}

# Whether a switch is on.
on() {
    case $2 in
    true) return 0 ;;
    false | "") return 1 ;;
    *) fail "$1 must be true or false" ;;
    esac
}

check() {
    option config "$INPUT_CONFIG"
    option fail-on "$INPUT_FAIL_ON"
    option baseline "$INPUT_BASELINE"
    each_line source "$INPUT_SOURCES"
    each_line rules "$INPUT_RULES"
    if on allow-unsourced "$INPUT_ALLOW_UNSOURCED"; then
        arguments+=(--allow-unsourced)
    fi
    if on changed-only "$INPUT_CHANGED_ONLY" && [ -n "${GITHUB_BASE_REF:-}" ]; then
        if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
            fail "changed-only needs the history: give actions/checkout fetch-depth: 0"
        fi
        arguments+=("--new-from=origin/$GITHUB_BASE_REF")
    fi
    one_line sarif "$INPUT_SARIF"
    if [ -n "$INPUT_SARIF" ]; then
        arguments+=("--format=sarif=$INPUT_SARIF")
    fi
    each_line "" "$INPUT_ARGS"
    arguments+=(--)
    each_line "" "$INPUT_PATHS"

    local status=0
    "$SOURCELINT_HOME/bin/sourcelint" "${arguments[@]}" || status=$?
    output status "$status"
    if [ -n "$INPUT_SARIF" ] && [ -f "$INPUT_SARIF" ]; then
        output sarif "$INPUT_SARIF"
    fi
    exit "$status"
}

case ${1:-} in
key) key ;;
install) "$here/install.sh" "$SOURCELINT_HOME" ;;
check) check ;;
*) fail "usage: action.sh key | install | check" ;;
esac
