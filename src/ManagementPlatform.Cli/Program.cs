using System.Text;
using ManagementPlatform.Cli;
using ManagementPlatform.Cli.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await MpCommand.RunAsync(args, Screen.Of(Console.Out, Console.Error));
