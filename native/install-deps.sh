#!/usr/bin/env bash
# Installs what native/build.sh needs and is missing (Debian 12). Quiet when there is nothing to do.
#
# The slim way: DPDK's run-time packages only, and the headers of libdpdk-dev unpacked into artifacts/native/dpdk-dev, because
# installing libdpdk-dev pulls over 200 packages. Where libdpdk-dev is installed already, its headers are used as they are.
# Exit codes: 0 done, 4 a package is missing and this user may not install it (the line to run is printed).
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
headers="$root/artifacts/native/dpdk-dev"

packages=(
    gcc libc6-dev cmake make libbsd-dev libpcap0.8
    librte-eal23 librte-ethdev23 librte-mbuf23 librte-mempool23 librte-mempool-ring23 librte-ring23 librte-bus-vdev23
    librte-net-pcap23 librte-net-ring23 librte-net-null23 librte-net-af-packet23 librte-net-af-xdp23
    librte-net-memif23 librte-net-tap23
)

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = "ii" ]
}

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done

if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ]; then
        as_root=(env)
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=(sudo env)
    else
        echo "native: packages are missing and this user may not install them; run:" >&2
        echo "  sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
        exit 4
    fi

    echo "native: installing ${missing[*]}"
    log="$(mktemp)"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>"$log" \
        || { cat "$log" >&2; echo "native: apt-get install failed" >&2; exit 4; }
fi

if [ "${EDGEROUTER_DPDK_HEADERS:-}" != "unpacked" ] && [ -f /usr/include/dpdk/rte_ethdev.h ]; then
    exit 0
fi

# The headers must be of the very version that runs: Debian may offer another one by now.
version="$(dpkg-query -W -f '${Version}' librte-ethdev23)"
if [ -f "$headers/.version" ] && [ "$(cat "$headers/.version")" = "$version" ]; then
    exit 0
fi

echo "native: unpacking the headers of libdpdk-dev $version"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
if ! (cd "$work" && apt-get download -qq "libdpdk-dev=$version" >/dev/null 2>"$work/error"); then
    echo "native: cannot download libdpdk-dev=$version: $(tail -n 1 "$work/error"); run: sudo apt-get update" >&2
    exit 4
fi

rm -rf "$headers"
mkdir -p "$headers"
dpkg -x "$work"/libdpdk-dev_*.deb "$work/tree"
mv "$work/tree/usr" "$headers/usr"
rm -rf "${headers:?}/usr/lib" "${headers:?}/usr/share" # static libraries and manuals
echo "$version" >"$headers/.version"
