# Sourced by the scripts that set up: installs what is missing of tests/packages.txt.
# need_packages KIND…   KIND is build or test

need_packages() {
    local list missing=() name kind wanted
    list="$(dirname "${BASH_SOURCE[0]}")/packages.txt"
    for wanted in "$@"; do
        while read -r kind name; do
            [ "$kind" = "$wanted" ] || continue
            dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
        done < "$list"
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if ! command -v apt-get >/dev/null; then
        echo "This is no Debian system. levy needs these packages, by their Debian names:"
        printf '  %s\n' "${missing[@]}"
        echo "Install what matches them here, then run this again."
        return 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing, and neither root nor sudo is at hand:"
            printf '  %s\n' "${missing[@]}"
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing: ${missing[*]}"
    local log
    log="$(mktemp)"
    if ! { "${as_root[@]}" apt-get update -qq &&
           "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        cat "$log"
        rm -f "$log"
        echo "The packages could not be installed."
        return 1
    fi
    rm -f "$log"
}
