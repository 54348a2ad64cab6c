namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>Two pseudo-terminals tied together by socat: a serial line without hardware.</summary>
internal sealed class PtyPair : IAsyncDisposable
{
    private readonly Counterpart _socat;
    private readonly DirectoryInfo _folder;

    private PtyPair(Counterpart socat, DirectoryInfo folder)
    {
        _socat = socat;
        _folder = folder;
    }

    public string Near => Path.Combine(_folder.FullName, "near");

    public string Far => Path.Combine(_folder.FullName, "far");

    public static async Task<PtyPair> CreateAsync()
    {
        Counterpart.Require(File.Exists("/usr/bin/socat"), "socat");
        var folder = Directory.CreateTempSubdirectory("edgeguard-pty-");
        var socat = Counterpart.Start(
            "/usr/bin/socat", $"pty,raw,echo=0,link={Path.Combine(folder.FullName, "near")}", $"pty,raw,echo=0,link={Path.Combine(folder.FullName, "far")}");
        var pair = new PtyPair(socat, folder);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        for (var i = 0; i < 1000 && !(File.Exists(pair.Near) && File.Exists(pair.Far)); i++)
        {
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        await _socat.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
