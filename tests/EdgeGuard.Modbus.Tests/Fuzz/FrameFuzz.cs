namespace EdgeGuard.Modbus.Tests.Fuzz;

/// <summary>
/// Random and altered bytes through everything that reads frames. What throws but the declared exceptions ends the run. The readers
/// over sockets get a smaller share: there a connection is the cost, not a byte.
/// </summary>
internal static class FrameFuzz
{
    public static async Task RunAsync(long bytes, int seed, Action<FuzzTally> tell)
    {
        tell(await RtuClientFuzz.RunAsync(bytes * 30 / 100, seed).ConfigureAwait(false));
        tell(await RtuServerFuzz.RunAsync(bytes * 30 / 100, seed).ConfigureAwait(false));
        tell(IdentificationFuzz.Run(bytes * 30 / 100, seed));
        tell(await TcpServerFuzz.RunAsync(bytes * 7 / 100, seed).ConfigureAwait(false));
        tell(await TcpClientFuzz.RunAsync(bytes * 3 / 100 + 1, seed).ConfigureAwait(false));
    }
}
