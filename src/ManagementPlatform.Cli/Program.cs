using System.Globalization;
using System.Text;
using ManagementPlatform.Cli;
using ManagementPlatform.Cli.Terminal;

// The same everywhere, whatever the machine speaks. (Invariant globalization would be the shorter way, but SQL Server's driver
// opens no connection under it.)
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await MpCommand.RunAsync(args, Screen.Of(Console.Out, Console.Error));
