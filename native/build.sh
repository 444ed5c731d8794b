#!/usr/bin/env bash
# Builds artifacts/native/libedgerouter_dpdk.so. Does nothing, silently, when it is up to date.
# Environment: EDGEROUTER_DPDK_HEADERS=unpacked takes the headers that install-deps.sh unpacked, even where libdpdk-dev is installed.
# Exit codes: 0 done, 1 the compiler refused, 4 something is missing (install-deps.sh says what).
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="$here/../artifacts/native"
mkdir -p "$out"
out="$(cd "$out" && pwd)"
library="$out/libedgerouter_dpdk.so"

if [ "${EDGEROUTER_DPDK_HEADERS:-}" != "unpacked" ] && [ -f /usr/include/dpdk/rte_ethdev.h ]; then
    dev_root=/
elif [ -f "$out/dpdk-dev/usr/include/dpdk/rte_ethdev.h" ]; then
    dev_root="$out/dpdk-dev"
else
    echo "native: DPDK's headers are missing: run native/install-deps.sh" >&2
    exit 4
fi

for tool in cmake gcc make; do
    if ! command -v "$tool" >/dev/null; then
        echo "native: $tool is missing: run native/install-deps.sh" >&2
        exit 4
    fi
done

# What the result depends on: our sources, the compiler, DPDK's version and where its headers come from.
stamp="$({
    cat "$here/CMakeLists.txt" "$here/include/"*.h "$here/src/"*
    gcc --version
    dpkg-query -W -f '${Version}' librte-ethdev23 2>/dev/null || true
    echo "$dev_root"
} | sha256sum | cut -d' ' -f1)"
if [ -f "$library" ] && [ "$(cat "$out/.stamp" 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi

build="$out/build"
rm -rf "$build"
mkdir -p "$build"
if ! { cmake -S "$here" -B "$build" -G "Unix Makefiles" -DDPDK_DEV_ROOT="$dev_root" && cmake --build "$build" --parallel 2; } \
    >"$build/log" 2>&1; then
    cat "$build/log" >&2
    echo "native: libedgerouter_dpdk.so could not be built" >&2
    exit 1
fi

# Moved into place, so that a process that has the old one mapped keeps it.
cp "$build/libedgerouter_dpdk.so" "$library.new"
mv "$library.new" "$library"
echo "$stamp" >"$out/.stamp"
echo "native: built artifacts/native/libedgerouter_dpdk.so (DPDK headers from $dev_root)"
