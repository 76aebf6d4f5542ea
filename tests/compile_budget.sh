#!/usr/bin/env bash
# Prints what each file costs to compile at -O0 in seconds of processor time, slowest first, and fails where one costs
# more than 6 s, or a file that only uses levy more than 2.5 s.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
flags=(-std=c++20 -O0 -Iinclude -Itests -DFMT_HEADER_ONLY '-DLEVY_VERSION="0"' '-DLEVY_ROOT="."' '-DLEVY_INSTALLED_RULES="."' '-DLEVY_PROGRAM="."' '-DLEVY_CXX="c++"' -c -o /dev/null)
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
printf '#include <levy/levy.hpp>\nint main() { return levy::law::open("rules") ? 0 : 1; }\n' >"$work/uses-levy.cpp"
cost() { # FILE
    local seconds
    seconds=$( { TIMEFORMAT='%U'; time g++ "${flags[@]}" "$1" 2>/dev/null; } 2>&1 ) || seconds=999
    echo "$seconds ${1##"$work"/}"
}
export -f cost
export work
export FLAGS="${flags[*]@Q}"
{ echo "$work/uses-levy.cpp"; git ls-files 'src/*.cpp' 'tests/*.test.cpp'; } |
    xargs -P "$(nproc)" -I{} bash -c 'eval "flags=($FLAGS)"; cost {}' >"$work/all"
sort -rn "$work/all" | head -12
awk '$1 > 6 || ($2 == "uses-levy.cpp" && $1 > 2.5) { print "over budget:", $0; bad = 1 } END { exit bad }' "$work/all"
echo "all files within 6 s, a file that only uses levy within 2.5 s"
