#!/usr/bin/env bash
# Builds levy and answers the founding question. The first run installs and builds; later ones take seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tests/packages.sh

need_packages build
if [ ! -f build/release/build.ninja ]; then
    echo "Configuring build/release"
    cmake --preset release >build-log.$$ 2>&1 || { cat build-log.$$; rm -f build-log.$$; exit 1; }
    rm -f build-log.$$
fi
echo "Building build/release/levy"
cmake --build --preset release
echo
build/release/levy estimate examples/vietnam-2020.yaml
cat <<'TXT'

Three things to try next:
  build/release/levy assess vn/foreign-contractor-tax --date 2024-06-30 --set price=902500000 --set price_form=net --set 'lines=[services]' --explain
  build/release/levy test rules/law examples
  build/release/levy estimate examples/vietnam-2016-2023-owed-against-collected.yaml
TXT
