#!/bin/sh
# Builds the product and runs all its tests, on SQLite, on a PostgreSQL server of the run's own and, where MP_TEST_SQLSERVER holds a
# connection string, on SQL Server. Needs the .NET SDK; fetches PostgreSQL from Debian where it is absent.
# The last line is "N passed, N failed", and the exit code says the same.
set -eu
CDPATH="" cd -- "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

give_up() {
    echo "$1" >&2
    echo "0 passed, 1 failed"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

has_postgresql() {
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null
}

install_postgresql() {
    command -v apt-get >/dev/null || return 1
    echo "Installing PostgreSQL for the tests ..."
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
}

command -v dotnet >/dev/null || give_up "The .NET SDK is missing: https://dot.net"
if [ -z "${MP_TEST_POSTGRESQL:-}" ] && ! has_postgresql; then
    { install_postgresql && has_postgresql; } || give_up "PostgreSQL is missing and cannot be installed from here. As root: apt-get install
postgresql. Or name a server on which databases may be created: MP_TEST_POSTGRESQL='Host=...;Username=...;Password=...' ./test.sh"
fi

run=$(mktemp -d "${TMPDIR:-/tmp}/mp-run.XXXXXX")
finish() {
    exec 3>&-
    [ -z "${server:-}" ] || wait "$server" || true
    rm -rf "$run"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server lives until descriptor 3 closes, however this script ends; nobody else may hold it open, hence the 3>&- below.
if [ -z "${MP_TEST_POSTGRESQL:-}" ]; then
    mkfifo "$run/hold"
    sh tests/ManagementPlatform.TestSupport/postgresql.sh <"$run/hold" >"$run/postgresql" &
    server=$!
    exec 3>"$run/hold"
    while ! [ -s "$run/postgresql" ]; do
        kill -0 "$server" 2>/dev/null || give_up "The PostgreSQL server for the tests does not start."
        sleep 0.1
    done
    MP_TEST_POSTGRESQL=$(cat "$run/postgresql")
    export MP_TEST_POSTGRESQL
fi

echo "Building ..."
dotnet build ManagementPlatform.sln --nologo -v quiet -clp:ErrorsOnly 3>&- || give_up "The build failed."

mkdir "$run/tmp"
passed=0 failed=0 skipped=0
for project in tests/*.Tests; do
    echo "== $(basename "$project")"
    { TMPDIR="$run/tmp" dotnet test "$project" --no-build --nologo 2>&1 3>&- && echo 0 >"$run/code" || echo 1 >"$run/code"; } |
        tee "$run/log" | grep -v '^Test run for \|^A total of 1 test files\|^$' || true

    # "Passed!  - Failed:     0, Passed:    78, Skipped:     0, Total: ...": a project without this line did not run its tests.
    # shellcheck disable=SC2046 # three numbers, three words
    set -- $(sed -n 's/.*! *- Failed: *\([0-9]*\), Passed: *\([0-9]*\), Skipped: *\([0-9]*\),.*/\1 \2 \3/p' "$run/log" | tail -n 1) 0 0 0
    failed=$((failed + $1)) passed=$((passed + $2)) skipped=$((skipped + $3))
    if [ "$(cat "$run/code")" != 0 ] && [ "$1" = 0 ] || [ $(($1 + $2)) = 0 ]; then
        echo "$(basename "$project") did not run to its end."
        failed=$((failed + 1))
    fi
done

[ "$skipped" = 0 ] && echo "$passed passed, $failed failed" || echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
