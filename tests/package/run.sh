#!/usr/bin/env bash
# Installs a build into a folder of its own and builds a stranger's project against it.
# usage: run.sh BUILD_DIR SOURCE_DIR CXX
set -euo pipefail
build="$1" source="$2" cxx="$3"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >/dev/null
cmake -S "$source/tests/package" -B "$work/build" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$work/prefix" >/dev/null
cmake --build "$work/build" >/dev/null
"$work/build/stranger" "$work/prefix/share/levy/rules"
"$work/prefix/bin/levy" --rules "$work/prefix/share/levy/rules" list | grep -q vn/foreign-contractor-tax
