#!/usr/bin/env bash
# Installs a build into a folder of its own and builds the example that links levy against it, as a stranger would.
# usage: run.sh BUILD_DIR SOURCE_DIR CXX
set -euo pipefail
build="$1" source="$2" cxx="$3"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >/dev/null
cmake -S "$source/examples/link" -B "$work/link" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
cmake --build "$work/link" >/dev/null
rules="$work/prefix/share/levy/rules"
"$work/link/ministry" "$rules" >"$work/answer"
[ "$(head -n 1 "$work/answer")" = "VND 50000000" ]
grep -q 'tt103 Art 12(1)' "$work/answer"
"$work/prefix/bin/levy" --rules "$rules" list >"$work/list"
grep -q vn/foreign-contractor-tax "$work/list"
