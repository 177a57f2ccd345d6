# Sourced by scripts/check and scripts/test: steps that say their name, outcome and seconds.
# A step that fails shows its whole log and stops nothing; `finish` exits 1 when one has failed.

steps_folder=$(mktemp -d "${TMPDIR:-/tmp}/saiwu-steps.XXXXXX")
trap 'rm -rf "$steps_folder"' EXIT

step() { # step NAME COMMAND...; several may run side by side
    local name=$1 began=$SECONDS outcome=ok log
    shift
    log=$(mktemp "$steps_folder/log.XXXXXX")
    if ! "$@" >"$log" 2>&1 </dev/null; then
        outcome=FAILED
        : >"$steps_folder/failed"
    fi
    # Printed at once, so that steps side by side do not mix their lines.
    printf '%s\n' "$(report "$name" $outcome $((SECONDS - began)) "$log")"
}

report() { # report NAME OUTCOME SECONDS LOG
    [ "$2" = ok ] || sed 's/^/    /' "$4"
    printf '%-32s %-6s %4d s\n' "$1" "$2" "$3"
    [ "$2" != ok ] || grep -E '^(    )?SKIPPED' "$4"
    grep -E '^=* ?([0-9]+ [a-z]+(, )?)+ in [0-9.]+s' "$4" | tail -n 1 # pytest's closing line
}

finish() {
    [ ! -e "$steps_folder/failed" ] || exit 1
}
