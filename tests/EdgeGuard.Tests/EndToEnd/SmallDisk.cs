using System.Diagnostics;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>A file system of a few megabytes, mounted on a folder, that can be filled to its last byte.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Size = 4;
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Skips the test where nothing may be mounted; on CI that must be possible.</summary>
    public static async Task<SmallDisk> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        bool mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}m,mode=0777", "tmpfs", folder);
        Assert.True(mounted || Environment.GetEnvironmentVariable("CI") != "true", $"nothing could be mounted on {folder}");
        Assert.SkipUnless(mounted, "No file system may be mounted here.");
        return new SmallDisk(folder);
    }

    /// <summary>Not one byte is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        for (int left = Size * 1024 * 1024 / block.Length; left >= 0; left--)
        {
            try
            {
                filler.Write(block);
            }
            catch (IOException)
            {
                return;
            }
        }

        Assert.Fail($"{_folder} took more than it holds");
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync() => Assert.True(await RunAsync("umount", "-l", _folder), $"{_folder} is still mounted");

    private static async Task<bool> RunAsync(params string[] command)
    {
        string[] whole = Environment.UserName == "root" ? command : ["sudo", "-n", .. command];
        using Process process = Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
