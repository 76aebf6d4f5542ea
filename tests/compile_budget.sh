#!/usr/bin/env bash
# Prints what each file costs to compile at -O0 in seconds of processor time, slowest first, and fails where one costs
# more than 6 s, or a file that only uses levy more than 2.5 s. Run it by itself on a quiet machine: it is a
# measurement, so no test and no stage of .ci/run. What breaks the budget is compiled three more times, alone, and its
# least cost counts: the others were the neighbours'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
flags=(-std=c++20 -O0 -Iinclude -Itests -DFMT_HEADER_ONLY '-DLEVY_VERSION="0"' '-DLEVY_ROOT="."' '-DLEVY_INSTALLED_RULES="."' '-DLEVY_PROGRAM="."' '-DLEVY_CXX="c++"' -c -o /dev/null)
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
printf '#include <levy/levy.hpp>\nint main() { return levy::law::open("rules") ? 0 : 1; }\n' >"$work/uses-levy.cpp"
cost() { # FILE
    local seconds
    eval "flags=($FLAGS)"
    seconds=$( { TIMEFORMAT='%U'; time g++ "${flags[@]}" "$1" 2>/dev/null; } 2>&1 ) || seconds=999
    echo "$seconds $1"
}
over() { awk -v mine="$work/uses-levy.cpp" '$1 > 6 || ($2 == mine && $1 > 2.5)' "$@"; }
export -f cost
export FLAGS="${flags[*]@Q}"
{ echo "$work/uses-levy.cpp"; git ls-files 'src/*.cpp' 'tests/*.test.cpp'; } |
    xargs -P "$(nproc)" -I{} bash -c 'cost {}' >"$work/all"
sort -rn "$work/all" | head -12
bad=0
while read -r _ file; do
    least=$(for _ in 1 2 3; do cost "$file"; done | sort -n | head -1)
    echo "again, alone: $least"
    [ -z "$(over <<<"$least")" ] || bad=1
done < <(over "$work/all")
[ "$bad" -eq 0 ] || { echo "over budget"; exit 1; }
echo "all files within 6 s, a file that only uses levy within 2.5 s"
