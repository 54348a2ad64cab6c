using System.Diagnostics;

namespace EdgeGuard.Gateway.Tests.EndToEnd;

/// <summary>
/// The program as it is shipped: the one that EDGEGUARD_BINARY names (the native one), else the assembly beside the tests.
/// </summary>
internal static class Binary
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static Process Start(params IEnumerable<string> arguments)
    {
        string? native = Environment.GetEnvironmentVariable("EDGEGUARD_BINARY");
        string[] program = string.IsNullOrEmpty(native) ? ["dotnet", Path.Combine(AppContext.BaseDirectory, "edgeguard.dll")] : [native];
        // A write beyond a limit on files is to fail, as on a full disk, and not to end the process.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; exec \"$@\"", "sh", .. program, .. arguments]);
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        start.Environment["EDGEGUARD_LANG"] = "en";
        // Nothing of the service manager that may run the tests.
        foreach (string name in (string[])["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "INVOCATION_ID", "JOURNAL_STREAM", "STATE_DIRECTORY"])
        {
            start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }

    /// <summary>One call of the command line, to its end.</summary>
    public static async Task<CallResult> CallAsync(params IEnumerable<string> arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new(process.ExitCode, await output, await error);
    }
}
