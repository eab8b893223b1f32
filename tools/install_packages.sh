#!/usr/bin/env bash
# install_packages.sh GROUP...: installs the Debian 12 packages that a group needs and that are missing.
set -euo pipefail
declare -A groups=(
  [build]="clang-19 lld-19 ninja-build cmake ccache libgmp-dev zlib1g-dev libssl-dev libbz2-dev liblzma-dev libexpat1-dev libsqlite3-dev libgtest-dev"
  [stdlib]="libpython3.11-stdlib libsqlite3-0 tzdata"
  [tests]="python3.11 libpython3.11-testsuite"
  [sanitize]="libclang-rt-19-dev"
  [format]="clang-format-19"
)
missing=()
for group in "$@"; do
  for package in ${groups[$group]}; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
  done
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Taipan needs these Debian packages: ${missing[*]}" >&2
asRoot=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Install them as root: apt-get install ${missing[*]}" >&2; exit 1; }
  asRoot=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
install=("${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
# A fresh machine has no package lists, or old ones: fetch them and try once more.
if ! "${install[@]}" >&2; then
  "${asRoot[@]}" apt-get update >&2
  "${install[@]}" >&2
fi
