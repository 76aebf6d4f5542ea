#!/usr/bin/env bash
# Builds levy with its tests and runs them. --long adds those labelled `long`; --preset NAME takes another preset.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tests/packages.sh

preset=dev
exclude=(-LE long)
while [ $# -gt 0 ]; do
    case "$1" in
        --long) exclude=() ;;
        --preset) preset="$2"; shift ;;
        *) echo "usage: bash tests/run.sh [--long] [--preset NAME]"; exit 2 ;;
    esac
    shift
done

need_packages build test
mkdir -p build
log="build/$preset.log"
echo "Building build/$preset"
cmake --preset "$preset" >"$log" 2>&1 || { cat "$log"; exit 1; }
cmake --build --preset "$preset" >"$log" 2>&1 || { grep -E 'error|warning|FAILED' "$log" | head -50; tail -5 "$log"; exit 1; }
echo "Testing build/$preset"
status=0
ctest --test-dir "build/$preset" --output-on-failure "${exclude[@]}" -j "$(nproc)" >"$log" 2>&1 || status=$?
[ "$status" -eq 0 ] || cat "$log"
grep -E '^ *[0-9]+/[0-9]+ Test' "$log" | sed 's/^ *[0-9]*\/[0-9]* //' | head -60
failed=$(sed -n 's/.*, \([0-9]*\) tests failed out of.*/\1/p' "$log")
total=$(sed -n 's/.* tests failed out of \([0-9]*\).*/\1/p' "$log")
echo "$((${total:-0} - ${failed:-0})) passed, ${failed:-1} failed"
exit "$status"
