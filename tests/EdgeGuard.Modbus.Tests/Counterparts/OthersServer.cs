namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>An RTU server written by others whose input register n of unit 1 holds 1000 + n: libmodbus's on a serial line, pymodbus's over TCP.</summary>
internal sealed class OthersServer : IAsyncDisposable
{
    private readonly Counterpart _server;
    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private readonly PtyPair? _line;
    private readonly LibmodbusProgram? _program;

    private OthersServer(Counterpart server, Func<CancellationToken, ValueTask<Stream>> open, PtyPair? line = null, LibmodbusProgram? program = null)
    {
        _server = server;
        _open = open;
        _line = line;
        _program = program;
    }

    public static async Task<OthersServer> StartAsync(bool serial)
    {
        if (!serial)
        {
            var python = await PymodbusContract.StartAsync("rtu-over-tcp");
            return new OthersServer(python, new RtuOverTcp("127.0.0.1", int.Parse(await python.ReadLineAsync())).OpenAsync);
        }

        var program = await LibmodbusProgram.BuildAsync("libmodbus_server.c");
        var line = await PtyPair.CreateAsync();
        var server = Counterpart.Start(program.Path, "rtu", line.Far, "plain");
        await server.ReadLineAsync();
        return new OthersServer(server, _ => ValueTask.FromResult<Stream>(new PtyStream(line.Near)), line, program);
    }

    public ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) => _open(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (_line is not null)
        {
            await _line.DisposeAsync();
        }

        _program?.Dispose();
    }
}
