using System.Collections.Concurrent;
using System.Diagnostics;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary><c>edgeguard run</c> as a process of its own; what it says is kept.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    private readonly Process _process;

    public Daemon(params IEnumerable<string> arguments)
    {
        _process = Binary.Start(["run", .. arguments]);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Said => string.Join('\n', Lines);

    /// <summary>SIGKILL: it has no chance to save or say anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as at a stop of the service.</summary>
    public async Task<(int Exit, TimeSpan Took)> TerminateAsync()
    {
        long start = TimeProvider.System.GetTimestamp();
        Posix.Terminate(_process.Id);
        int exit = await ExitAsync();
        return (exit, TimeProvider.System.GetElapsedTime(start));
    }

    public async Task<int> ExitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"--- the gateway said:\n{Said}");
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            Lines.Enqueue(line);
        }
    }
}
