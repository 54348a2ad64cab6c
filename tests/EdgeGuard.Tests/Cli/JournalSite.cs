using System.Diagnostics;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Store;
using EdgeGuard.Gateway.Tests.Architecture;

namespace EdgeGuard.Gateway.Tests.Cli;

/// <summary>A data folder with a journal of some hundred lines in two runs, no daemon, and the program of hardware/journal.md.</summary>
public sealed class JournalSite : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("eg-journal-").FullName;

    public JournalSite()
    {
        Data = Path.Combine(_folder, "data");
        for (uint run = 1; run <= 2; run++)
        {
            using GatewayStore store = Open();
            store.SaveClock(new BootClock(store.Boot, Noon.AddHours(run - 1), ClockSync.Sync));
            store.Append(new CommitBatch([], [], [.. Enumerable.Range(1, 150).Select(n => Line(store.Boot, n))]));
            Head = store.JournalHead;
        }
    }

    public string Data { get; }

    internal JournalHead Head { get; } = JournalHead.None;

    public string NoSocket => Path.Combine(_folder, "none.sock");

    public string File(string name) => Path.Combine(_folder, name);

    internal GatewayStore Open() => GatewayStore.Open(Data, new StoreConfig { BudgetBytes = 32 * 1024 * 1024 }, TimeProvider.System);

    /// <summary>Answers as the daemon does, from the store itself.</summary>
    internal static Func<ControlRequest, ControlAnswer> Answers(GatewayStore store)
    {
        var clocks = new ClockMap();
        foreach (BootClock clock in store.LoadClocks())
            clocks.Set(clock);
        return new JournalDesk(store, clocks).Answer;
    }

    public async Task<string[]> ExportAsync(string name, params string[] more)
    {
        var call = new CliCall();
        int exit = await call.Async(["journal", "export", File(name), "--data", Data, "--socket", NoSocket, .. more]);
        Assert.True(exit == 0, call.Error);
        return await System.IO.File.ReadAllLinesAsync(File(name), TestContext.Current.CancellationToken);
    }

    public Task WriteAsync(string name, IEnumerable<string> lines) =>
        System.IO.File.WriteAllTextAsync(File(name), string.Concat(lines.Select(static line => line + "\n")), TestContext.Current.CancellationToken);

    /// <summary>Runs the program out of the document.</summary>
    public async Task<(int Exit, string Said)> PythonAsync(params string[] args)
    {
        Programs.Require("python3");
        string document = await System.IO.File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "hardware", "journal.md"), TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(File("verify.py"), document.Split("```python\n")[1].Split("```")[0], TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in (string[])[File("verify.py"), .. args])
            start.ArgumentList.Add(arg);
        using Process python = Process.Start(start)!;
        string said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        said += await python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (python.ExitCode, said.Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JournalLine Line(uint boot, int n) =>
        new(new MonotonicTime(boot, TimeSpan.FromSeconds(n)), n % 50 == 0 ? "config" : "alarm", "room/\"fire\"", $"BEGIN 火警 \\ {n}");
}
