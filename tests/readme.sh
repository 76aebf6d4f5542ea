#!/usr/bin/env bash
# Every answer that README.md prints is what the program prints today.
# usage: readme.sh PROGRAM
set -euo pipefail
program="$1"
awk '
    /^```console$/ { inside = 1; next }
    /^```$/ && inside { inside = 0; print "\001"; next }
    inside { print }
' README.md | {
    failed=0
    checked=0
    command="" wanted=""
    compare() {
        [ -n "$command" ] || return 0
        local got
        got="$(eval "${command/#levy/\"$program\"}" 2>&1)" || true
        checked=$((checked + 1))
        if [ "$got" != "$wanted" ]; then
            echo "README says of: $command"
            diff <(echo "$wanted") <(echo "$got") || true
            failed=1
        fi
    }
    while IFS= read -r line; do
        case "$line" in
            $'\001') compare; command="" wanted="" ;;
            '$ '*) compare; command="${line#\$ }"; wanted="" ;;
            *) wanted+="${wanted:+$'\n'}$line" ;;
        esac
    done
    echo "$checked commands of README.md checked"
    [ "$failed" -eq 0 ] && [ "$checked" -gt 0 ]
}
