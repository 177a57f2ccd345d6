# Sourced by scripts/test: find_chromium exports SAIWU_CHROMIUM; installs Debian's where none is.

chromium_here() {
    local name
    for name in "${SAIWU_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    return 1
}

install_chromium() {
    local sudo=
    [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends chromium
}

find_chromium() {
    SAIWU_CHROMIUM=$(chromium_here) || {
        printf 'Installing chromium ...\n'
        install_chromium >/dev/null 2>&1
        SAIWU_CHROMIUM=$(chromium_here) || fail "No Chromium was found or could be installed:" \
            "install it (Debian: apt-get install chromium) or name one with SAIWU_CHROMIUM."
    }
    export SAIWU_CHROMIUM
}
