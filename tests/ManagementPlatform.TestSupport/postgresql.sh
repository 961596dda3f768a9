#!/bin/sh
# A throw-away PostgreSQL server that lives as long as standard input stays open, so that a killed test run leaves none behind.
# Prints one line, its connection string, when it takes connections. Arguments go to the server (-c fsync=on).
set -eu

if [ "$(id -u)" = 0 ]; then
    # PostgreSQL refuses to run as root; the script goes by value, since its folder may be closed to the other user.
    user=nobody
    id -u postgres >/dev/null 2>&1 && user=postgres
    script=$(cat "$0")
    cd /
    exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME=/tmp sh -c "$script" "$0" "$@"
fi

cd /
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed (Debian: apt-get install postgresql)." >&2; exit 1; }

folder=$(mktemp -d /tmp/mp-postgresql.XXXXXX)
finish() {
    "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

"$bin/initdb" -D "$folder/data" -U postgres --auth=trust --locale=C --encoding=UTF8 --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }

# Another program may take the port between looking and binding: try again with another one.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
    if "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 start -o "-p $port -k $folder -c listen_addresses=127.0.0.1 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c shared_buffers=128MB $*" >/dev/null 2>&1
    then
        echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
        cat >/dev/null # until whoever started us is gone
        exit 0
    fi
done
cat "$folder/server.log" >&2
exit 1
