#!/usr/bin/env bash
# Compares this machine with a preset and reports each deviation. Changes nothing.
# Exit codes: 0 as the preset says, 1 something differs, 2 usage, 3 the preset is wrong.
set -euo pipefail

HERE="$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
SETTINGS=(cores memory_mib governor turbo isolated_cores nohz_full_cores hugepages_mib transparent_huge swap_mib smt)

first_line() { head -n 1 "$1" 2>/dev/null || true; }

# "2-5,8" is 5 cores.
count_list() {
    local total=0 part
    IFS=, read -ra parts <<<"$1"
    for part in "${parts[@]}"; do
        case "$part" in
            *-*) total=$((total + ${part#*-} - ${part%-*} + 1)) ;;
            [0-9]*) total=$((total + 1)) ;;
        esac
    done
    echo "$total"
}

meminfo_mib() { awk -v key="$1:" '$1 == key { print int($2 / 1024) }' /proc/meminfo; }

turbo_state() {
    case "$(first_line /sys/devices/system/cpu/intel_pstate/no_turbo)$(first_line /sys/devices/system/cpu/cpufreq/boost)" in
        1 | 10) [ -e /sys/devices/system/cpu/intel_pstate/no_turbo ] && echo off || echo on ;;
        0) [ -e /sys/devices/system/cpu/intel_pstate/no_turbo ] && echo on || echo off ;;
        *) ;;
    esac
}

measure() {
    case "$1" in
        cores) nproc ;;
        memory_mib) meminfo_mib MemTotal ;;
        governor) first_line /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor ;;
        turbo) turbo_state ;;
        isolated_cores) count_list "$(first_line /sys/devices/system/cpu/isolated)" ;;
        nohz_full_cores) count_list "$(first_line /sys/devices/system/cpu/nohz_full | tr -dc '0-9,-')" ;;
        hugepages_mib) awk '/^HugePages_Total:/ { pages = $2 } /^Hugepagesize:/ { size = $2 } END { print int(pages * size / 1024) }' /proc/meminfo ;;
        transparent_huge) sed -n 's/.*\[\(.*\)\].*/\1/p' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null || true ;;
        swap_mib) meminfo_mib SwapTotal ;;
        smt) case "$(first_line /sys/devices/system/cpu/smt/active)" in 0) echo off ;; 1) echo on ;; esac ;;
    esac
}

holds() { # value, operator, wanted
    case "$2" in
        '=') [ "$1" = "$3" ] ;;
        '>=') [ "$1" -ge "$3" ] ;;
        '<=') [ "$1" -le "$3" ] ;;
    esac
}

main() {
    if [ "${1:-}" = --list ]; then
        printf '%s\n' "${SETTINGS[@]}"
        exit 0
    fi
    local preset="${1:-}"
    [ -n "$preset" ] || { echo "usage: hw-config/verify.sh PRESET | --list" >&2; exit 2; }
    [ -f "$preset" ] || preset="$HERE/$preset"
    [ -f "$preset" ] || { echo "error: no preset '$1'; hw-config/presets has them" >&2; exit 2; }

    local name operator wanted rest value different=0
    while read -r name operator wanted rest; do
        case "$name" in '' | '#'*) continue ;; esac
        if [[ " ${SETTINGS[*]} " != *" $name "* ]] || [[ ! "$operator" =~ ^(=|>=|<=)$ ]] || [ -z "$wanted" ] || [ -n "$rest" ]; then
            echo "error: $preset: cannot read '$name $operator $wanted $rest': want 'setting =|>=|<= value', settings by --list" >&2
            exit 3
        fi
        value="$(measure "$name")"
        if [ -z "$value" ]; then
            printf '%-8s %-17s %s %s; this machine does not say\n' unknown "$name" "$operator" "$wanted"
        elif holds "$value" "$operator" "$wanted"; then
            printf '%-8s %-17s %s %s; is %s\n' ok "$name" "$operator" "$wanted" "$value"
        else
            printf '%-8s %-17s %s %s; is %s\n' differs "$name" "$operator" "$wanted" "$value"
            different=1
        fi
    done <"$preset"
    exit "$different"
}

main "$@"
