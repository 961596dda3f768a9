using System.Diagnostics;

namespace ManagementPlatform.Center.Tests.Hosting;

/// <summary>A disk in memory that a test can fill. Mounting needs root; elsewhere the test is inconclusive.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _filler = Path.Combine(folder, "filler");
    }

    public string Folder { get; }

    public static SmallDisk Mount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("mp_test_disk_").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder))
            return new SmallDisk(folder);
        Directory.Delete(folder);
        Assert.Inconclusive("Only root can mount a small disk.");
        throw new InvalidOperationException();
    }

    public void Fill()
    {
        using var file = File.Create(_filler, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void MakeRoom() => File.Delete(_filler);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
