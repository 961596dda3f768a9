@echo off
rem Builds the product and plays the demo. Needs the .NET 10 SDK and nothing else.
where dotnet >nul 2>nul || (echo The .NET 10 SDK is missing: https://dot.net & exit /b 3)
dotnet run --project "%~dp0src\ManagementPlatform.Cli" -c Release -- demo %*
