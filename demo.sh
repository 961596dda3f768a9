#!/bin/sh
# Builds the product and plays the demo: a center for 四川省 on SQLite with about 100,000 made-up pupils, left running at the end.
# Needs the .NET SDK and nothing else. What follows the name goes to `mp demo`: ./demo.sh --port 8080, ./demo.sh --no-wait ...
set -eu
root=$(CDPATH="" cd -- "$(dirname "$0")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

no_sdk() {
    echo "The .NET 10 SDK is missing: https://dot.net (Debian: apt-get install dotnet-sdk-10.0)" >&2
    echo "缺少 .NET 10 SDK，请先安装：https://dot.net" >&2
    exit 3
}

command -v dotnet >/dev/null || no_sdk
(cd "$root" && dotnet --version >/dev/null 2>&1) || no_sdk

# Somebody else, root perhaps, may have built here before: then build beside the sources, in a folder of one's own.
out=$root/src/ManagementPlatform.Cli/bin/Release/net10.0
set_aside=""
if ! [ -w "$root/src" ] || [ -n "$(find "$root/src" "$root/eng" \( -name bin -o -name obj \) -prune ! -writable -print 2>/dev/null | head -n 1)" ]; then
    set_aside=${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/management-platform/build
    out=$set_aside/bin/ManagementPlatform.Cli/release
fi

echo "Building ... 正在编译"
dotnet build "$root/src/ManagementPlatform.Cli" -c Release --nologo -v quiet -clp:ErrorsOnly \
    ${set_aside:+-p:UseArtifactsOutput=true} ${set_aside:+"-p:ArtifactsPath=$set_aside"}
exec dotnet "$out/mp.dll" demo "$@"
