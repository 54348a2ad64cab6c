using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Asks what the daemon answers while it runs, and this process itself while none does.</summary>
internal static class DeskClient
{
    /// <param name="direct">The answers of this process.</param>
    /// <param name="take">Takes every part as it comes.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> AskAsync(
        CliContext cli,
        string socket,
        ControlRequest request,
        Func<ControlRequest, CancellationToken, IAsyncEnumerable<ControlAnswer>> direct,
        Action<ControlAnswer> take,
        CancellationToken cancellationToken)
    {
        try
        {
            int? exit = await TakeAsync(cli, ControlClient.StreamAsync(socket, request, cancellationToken), take).ConfigureAwait(false);
            if (exit is not null)
                return exit.Value;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return ControlClient.Unanswered(cli, socket, e);
        }

        return await TakeAsync(cli, direct(request, cancellationToken), take).ConfigureAwait(false) ?? ExitCode.Failed;
    }

    /// <returns>Null: nobody answers there, or the daemon leaves it to whoever asks.</returns>
    private static async Task<int?> TakeAsync(CliContext cli, IAsyncEnumerable<ControlAnswer> answers, Action<ControlAnswer> take)
    {
        await foreach (ControlAnswer answer in answers.ConfigureAwait(false))
        {
            if (answer.Scan is { NotHeld: true })
                return null;
            if (answer.Exit == ExitCode.Done)
                take(answer);
            else if (answer.Message is { } message)
                await cli.Error.WriteLineAsync(cli.Say(message)).ConfigureAwait(false);
            if (answer.Last)
                return answer.Exit;
        }

        return null;
    }
}
