#!/usr/bin/env bash
# Compiles files with clang 16 for their syntax and warnings only; headers alone, as a stranger would include them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
flags=(-std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror -Wno-pragma-once-outside-header -Iinclude -Itests
       -DFMT_HEADER_ONLY '-DLEVY_VERSION="0"' '-DLEVY_ROOT="."' '-DLEVY_INSTALLED_RULES="."' '-DLEVY_PROGRAM="."' '-DLEVY_CXX="c++"')
for file in "$@"; do clang++-16 "${flags[@]}" -x c++ "$file"; done
