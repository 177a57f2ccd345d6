# Sourced by scripts/run and scripts/test, in the root of the tree: the virtual environment .venv.
# Bash 3.2 is enough. `fail` ends the calling script with one line.

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

find_python() { # prints the first Python that is new enough and can make environments
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import ensurepip, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    return 1
}

installed_for() { # what an installation depends on: when it changes, pip is asked again
    { printf '%s %s\n' "$PWD" "$1"; cat pyproject.toml requirements.lock scripts/build_assets.py \
        static/package.json static/package-lock.json; } | cksum
}

why_pip_failed() { # the line of pip's log that says most
    grep -E 'could not be downloaded' "$1" | sed 's/^ *//' | tail -n 1 | grep . ||
        grep -E '^ *ERROR: ' "$1" | sed 's/^ *//' | head -n 1 | grep . || tail -n 1 "$1"
}

prepare() { # prepare EXTRAS: make .venv and install the project, unless that is done
    local extras=$1 python log=.venv/install.log
    if [ "$(cat .venv/installed 2>/dev/null)" = "$(installed_for "$extras")" ] ||
        [ "$(cat .venv/installed 2>/dev/null)" = "$(installed_for "[dev]")" ]; then
        return
    fi
    python=$(find_python) || fail "Saiwu needs Python 3.11 or newer with its venv module (Debian:" \
        "apt-get install python3-venv); found: $(python3 --version 2>/dev/null || echo none)." \
        "Name another one with PYTHON=/path/to/python."
    printf 'Installing into .venv with %s (once; a minute or two) ...\n' "$("$python" --version)"
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        rm -rf .venv
        "$python" -m venv .venv >/dev/null 2>&1 ||
            fail "$python could not make the virtual environment .venv in $PWD."
    fi
    .venv/bin/python -m pip install --disable-pip-version-check --no-input -c requirements.lock \
        -e ".$extras" >"$log" 2>&1 || fail "The packages could not be installed:" \
        "$(why_pip_failed "$log") (all of it: $log)"
    installed_for "$extras" >.venv/installed
}
