#!/bin/sh
# Sets a demonstration center up and runs the main job on SQLite; leaves it running. Needs the .NET SDK and nothing else.
# Options go to "mp demo": --port N, --no-wait, --engine ... --connection ...
set -eu
here=$(CDPATH="" cd -- "$(dirname "$0")" && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || {
    echo "The .NET SDK is missing: https://dot.net" >&2
    exit 3
}

echo "Building ..."
dotnet build "$here/src/ManagementPlatform.Cli" -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet "$here/src/ManagementPlatform.Cli/bin/Release/net10.0/mp.dll" demo "$@"
