#!/usr/bin/env pwsh
# The same targets as build.sh, by calling it: one implementation, so that the two cannot differ.
# On Linux it runs under bash; on Windows under WSL, because the router itself runs on Linux only.
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [ValidateSet('setup', 'build', 'lint', 'test', 'demo', 'bench', 'nightly', 'pack', 'clean')]
    [string] $Target,

    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $Arguments = @()
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$shell = if ($IsLinux -or $IsMacOS) { @('bash') } else { @('wsl', 'bash') }
if (-not (Get-Command $shell[0] -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("[$Target] error: '$($shell[0])' is missing: install it (on Windows: wsl --install -d Debian)")
    exit 4
}

$rest = @($shell | Select-Object -Skip 1) + @('./build.sh', $Target) + $Arguments
Push-Location $PSScriptRoot
try {
    & $shell[0] @rest
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
