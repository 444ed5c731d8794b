#!/usr/bin/env bash
# The one entry to EdgeRouter on a Debian machine, for people and for CI: `./build.sh --help`.
# Output goes under artifacts/. Exit codes are those of the command `edgerouter`: 0 ok, 1 a check failed, 2 usage, 4 environment.
set -euo pipefail

ROOT="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
ARTIFACTS="$ROOT/artifacts"
TARGETS=(setup build lint test demo bench nightly pack clean)
CONFIGURATION=Release
DOTNET_MAJOR=10
SUITE_LIMIT_S="${EDGEROUTER_SUITE_LIMIT_S:-600}"
PARALLEL_SUITES=2

# Run time: libxgboost (training), libsqlite3 (store), libpcap (captures through DPDK). Build time: a C compiler and CMake.
PACKAGES=(gcc libc6-dev cmake make pkg-config libxgboost0 libsqlite3-0 libpcap0.8)

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export HOME="${HOME:-$ARTIFACTS/home}"

say() { printf '[%s] %s\n' "$TARGET" "$*" >&2; }

fail() { # exit code, message
    printf '[%s] error: %s\n' "$TARGET" "$2" >&2
    exit "$1"
}

usage() {
    cat <<'TXT'
usage: ./build.sh TARGET [arguments]

  setup     install what is missing (apt, as root or by sudo); prints the apt line and exits 4 where it may not
  build     native library, EdgeRouter.sln and the launcher artifacts/edgerouter
  lint      formatting and script checks; changes nothing
  test      build and run every test suite; `test NAME` runs the suites whose name contains NAME
  demo      build and run `edgerouter demo` with the arguments given
  bench     build and run the benchmarks with the arguments given; results under artifacts/bench
  nightly   the same suites with their long forms (fuzzing, seeds, soak)
  pack      self-contained archive under artifacts/pack
  clean     remove artifacts/

  EDGEROUTER_STRICT=1         a skipped test is a failed one
  EDGEROUTER_DATA=DIR         where the tests find captures and other large inputs
  EDGEROUTER_SUITE_LIMIT_S=N  seconds that one suite may take (default 600; nightly has no limit)
TXT
}

# Runs a command with its output in a log, and shows the log's end when it fails.
quietly() { # log name, command...
    local log="$ARTIFACTS/log/$1.log" code=0
    shift
    mkdir -p "$ARTIFACTS/log"
    "$@" >"$log" 2>&1 || code=$?
    if [ "$code" -ne 0 ]; then
        tail -n 40 "$log" >&2
        [ "$code" -eq 4 ] || code=1
        fail "$code" "'$*' failed; the whole output is in $log"
    fi
}

require_dotnet() {
    command -v dotnet >/dev/null || fail 4 "no 'dotnet' on the PATH: install the .NET $DOTNET_MAJOR SDK"
    local version
    version="$(cd "$ROOT" && dotnet --version 2>/dev/null)" || fail 4 "global.json asks for a .NET $DOTNET_MAJOR SDK and none is installed"
    [ "${version%%.*}" -ge "$DOTNET_MAJOR" ] || fail 4 "the .NET SDK is $version: install $DOTNET_MAJOR"
}

missing_packages() {
    local package
    for package in "${PACKAGES[@]}"; do
        case "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" in
            installed) ;;
            *) printf '%s\n' "$package" ;;
        esac
    done
}

install_packages() { # package...
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            say "packages are missing, and there is no root and no sudo; have this run, then try again:"
            printf 'apt-get update && apt-get install -y --no-install-recommends %s\n' "$*"
            return 4
        fi
        sudo=(sudo)
    fi
    say "installing $*"
    quietly apt-update "${sudo[@]}" apt-get update -q
    quietly apt-install "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

target_setup() {
    require_dotnet
    local missing code=0
    if command -v dpkg-query >/dev/null; then
        mapfile -t missing < <(missing_packages)
        if [ "${#missing[@]}" -gt 0 ]; then
            install_packages "${missing[@]}" || code=$?
        fi
    else
        say "not a Debian machine, nothing is installed here; needed are ${PACKAGES[*]}"
    fi
    if [ -x "$ROOT/native/install-deps.sh" ]; then
        "$ROOT/native/install-deps.sh" || code=$?
    fi
    [ "$code" -eq 0 ] || fail "$code" "setup is not complete; see above"
    say "everything needed is installed"
}

build_native() {
    if [ -x "$ROOT/native/build.sh" ]; then
        say "native library"
        quietly native "$ROOT/native/build.sh"
    fi
}

write_launcher() {
    cat >"$ARTIFACTS/edgerouter" <<'SH'
#!/bin/sh
# Runs the command from any folder, also through a symbolic link. Written by build.sh.
here=$(dirname "$(readlink -f "$0")")
exec dotnet "$here/bin/EdgeRouter.Cli/release/edgerouter.dll" "$@"
SH
    chmod +x "$ARTIFACTS/edgerouter"
}

target_build() {
    target_setup
    build_native
    say "EdgeRouter.sln ($CONFIGURATION)"
    quietly build dotnet build "$ROOT/EdgeRouter.sln" -c "$CONFIGURATION" -v q -nologo
    write_launcher
    say "artifacts/edgerouter is ready"
}

# Each check prints one line; all of them run before the target fails.
check() { # what, command...
    local what="$1" log="$ARTIFACTS/log/lint.log"
    shift
    mkdir -p "$ARTIFACTS/log"
    if "$@" >"$log" 2>&1; then
        say "$what: ok"
    else
        head -n 40 "$log" >&2
        say "$what: FAILED"
        LINT_FAILED=1
    fi
}

check_if_there() { # tool, what, command...
    local tool="$1"
    shift
    if command -v "$tool" >/dev/null; then
        check "$@"
    else
        say "$1: not checked, no $tool on this machine"
    fi
}

target_lint() {
    require_dotnet
    LINT_FAILED=0
    local scripts=("$ROOT/build.sh" "$ROOT/.ci/run") native=()
    while IFS= read -r file; do scripts+=("$file"); done < <(find "$ROOT/native" "$ROOT/hw-config" -name '*.sh' 2>/dev/null)
    while IFS= read -r file; do native+=("$file"); done < <(find "$ROOT/native" "$ROOT/kernels" -name '*.[ch]' -o -name '*.cu' 2>/dev/null)

    check "whitespace" dotnet format whitespace "$ROOT" --folder --verify-no-changes --exclude artifacts
    quietly restore dotnet restore "$ROOT/EdgeRouter.sln" -v q
    # Without the built generator the style check does not see generated types and calls their namespaces unused.
    quietly generator dotnet build "$ROOT/src/EdgeRouter.Sbe.Generator" --no-restore -v q -nologo
    check "code style" dotnet format style "$ROOT/EdgeRouter.sln" --verify-no-changes --no-restore --severity warn
    check "shell syntax" bash -n "${scripts[@]}"
    check_if_there shellcheck "shell scripts" shellcheck "${scripts[@]}"
    if [ -f "$ROOT/native/.clang-format" ] && [ "${#native[@]}" -gt 0 ]; then
        check_if_there clang-format "native sources" clang-format --dry-run --Werror "${native[@]}"
    fi
    [ "$LINT_FAILED" -eq 0 ] || fail 1 "the checks marked FAILED above; 'dotnet format' mends C# files"
}

run_suite() { # project name
    local name="$1" dll="$ARTIFACTS/bin/$1/release/$1.dll" out="$ARTIFACTS/test/$1" code=0
    timeout --signal=INT --kill-after=10 "$SUITE_LIMIT_S" \
        dotnet vstest "$dll" --logger:"trx;LogFileName=$out.trx" --ResultsDirectory:"$ARTIFACTS/test" >"$out.log" 2>&1 || code=$?
    printf '%s\n' "$code" >"$out.exit"
    if [ "$code" -eq 0 ]; then
        say "$name: done"
    else
        say "$name: exit $code"
    fi
}

suites() { # part of a name
    local project
    for project in "$ROOT"/tests/*/*Tests.csproj; do
        case "$(basename "$project" .csproj)" in
            *"$1"*) basename "$project" .csproj ;;
        esac
    done
}

target_test() {
    target_build
    local selected
    mapfile -t selected < <(suites "${1:-}")
    [ "${#selected[@]}" -gt 0 ] || fail 2 "no test suite has '$1' in its name; tests/ lists them"
    rm -rf "$ARTIFACTS/test"
    mkdir -p "$ARTIFACTS/test"
    say "${#selected[@]} suites, $PARALLEL_SUITES at a time"
    export -f run_suite say
    export ARTIFACTS TARGET SUITE_LIMIT_S
    printf '%s\n' "${selected[@]}" | xargs -P "$PARALLEL_SUITES" -I{} bash -c 'run_suite {}'
    dotnet "$ARTIFACTS/bin/EdgeRouter.TestSummary/release/EdgeRouter.TestSummary.dll" "$ARTIFACTS/test"
}

target_demo() {
    target_build
    exec "$ARTIFACTS/edgerouter" demo "$@"
}

target_bench() {
    target_build
    say "benchmarks; results go to artifacts/bench"
    cd "$ROOT"
    exec dotnet "$ARTIFACTS/bin/EdgeRouter.Benchmarks/release/EdgeRouter.Benchmarks.dll" "$@"
}

target_nightly() {
    export EDGEROUTER_NIGHTLY=1
    SUITE_LIMIT_S=0
    target_test "$@"
}

target_pack() {
    target_build
    local version name out
    version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$ROOT/Directory.Build.props")"
    name="edgerouter-$version-linux-x64"
    out="$ARTIFACTS/pack/$name"
    rm -rf "$out" "$out.tar.gz"
    mkdir -p "$out"
    say "self-contained publish"
    quietly pack dotnet publish "$ROOT/src/EdgeRouter.Cli/EdgeRouter.Cli.csproj" -c "$CONFIGURATION" -r linux-x64 --self-contained -v q -nologo -o "$out"
    if [ -d "$ARTIFACTS/native" ]; then
        find "$ARTIFACTS/native" -maxdepth 1 -name '*.so*' -exec cp -P {} "$out/" \;
    fi
    cp "$ROOT/README.md" "$ROOT/LICENSE" "$ROOT/CHANGELOG.md" "$ROOT/src/docs/THIRD-PARTY.md" "$out/"
    tar -C "$ARTIFACTS/pack" --sort=name --owner=0 --group=0 --numeric-owner -czf "$out.tar.gz" "$name"
    say "artifacts/pack/$name.tar.gz is ready"
}

target_clean() {
    rm -rf "$ARTIFACTS"
    say "artifacts/ removed"
}

main() {
    TARGET="${1:-}"
    case "$TARGET" in
        -h | --help | help)
            usage
            exit 0
            ;;
    esac
    if [ -z "$TARGET" ] || [[ " ${TARGETS[*]} " != *" $TARGET "* ]]; then
        usage >&2
        TARGET=build.sh
        fail 2 "no target '${1:-}'"
    fi
    shift
    "target_$TARGET" "$@"
}

main "$@"
