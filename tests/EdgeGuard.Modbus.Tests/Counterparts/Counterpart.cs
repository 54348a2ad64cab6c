using System.Diagnostics;

namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>A program written by others, run beside the tests and ended with them.</summary>
internal sealed class Counterpart : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private Counterpart(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public static Counterpart Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new Counterpart(Process.Start(start)!);
    }

    /// <summary>Absent here means skipped; absent where the tests must be whole means failed.</summary>
    public static void Require(bool present, string what)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.True(present, $"{what} is absent.");
        }

        Assert.SkipUnless(present, $"{what} is absent.");
    }

    /// <summary>The program ends well with these arguments: the quickest way to see that it and its libraries are there.</summary>
    public static async Task<bool> IsPresentAsync(string file, params string[] arguments)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        await using var program = Start(file, arguments);
        return await program.ExitCodeAsync() == 0;
    }

    public static string PathOf(string counterpart) => Path.Combine(AppContext.BaseDirectory, "Counterparts", counterpart);

    public async Task<string> ReadLineAsync() =>
        await _process.StandardOutput.ReadLineAsync(Limit()) ?? throw new InvalidOperationException("The program said nothing: " + await _errors);

    /// <summary>Writes a line to the program and gives the one it answers with.</summary>
    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await ReadLineAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(Limit());
        return _process.ExitCode;
    }

    public async Task RequireSuccessAsync()
    {
        var code = await ExitCodeAsync();
        Assert.True(code == 0, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _errors;
        _process.Dispose();
    }

    private static CancellationToken Limit()
    {
        var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        return CancellationTokenSource.CreateLinkedTokenSource(limit.Token, TestContext.Current.CancellationToken).Token;
    }
}
