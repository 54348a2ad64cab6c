namespace EdgeGuard.Modbus.Tests;

/// <summary>An RTU client on a line in memory, and a clock that runs only while a request runs.</summary>
internal sealed class RtuBench : IAsyncDisposable
{
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(500);

    private readonly List<FakeLine> _lines = [];

    /// <param name="make">The client under test, as the constructor of <see cref="ModbusRtuClient"/>.</param>
    public RtuBench(
        Func<string, Func<CancellationToken, ValueTask<Stream>>, ModbusRtuOptions, TimeProvider, IModbusClient> make,
        bool pendingInputIsSeen = true,
        bool echo = false,
        bool blocking = false,
        int baud = 9600,
        TimeSpan gap = default,
        TimeSpan? reopenAfter = null)
    {
        Options = new ModbusRtuOptions
        {
            Timing = new ModbusUnitTiming(AnswerTimeout, TimeSpan.Zero),
            Units = new Dictionary<byte, ModbusUnitTiming> { [42] = new(AnswerTimeout, gap) },
            Baud = baud,
            LocalEcho = echo,
            ReopenAfter = reopenAfter,
            AllowWrites = true,
            Pause = blocking ? Block : null,
            HasPendingInput = pendingInputIsSeen ? s => ((FakeLine)s).HasPending : null,
        };
        Line = new FakeLine(Time) { Blocking = blocking };
        Client = make("line 1", Open, Options, Time);
    }

    public TestClock Time { get; } = new();

    public ModbusRtuOptions Options { get; }

    /// <summary>The line the next opening gives, and then the one in use.</summary>
    public FakeLine Line { get; set; }

    public int Opened => _lines.Count;

    public IModbusClient Client { get; }

    /// <summary>A right answer of registers that all hold the value.</summary>
    public static byte[] Answer(byte[] request, ushort value)
    {
        var count = request[5];
        var frame = new byte[5 + 2 * count];
        frame[1] = request[1];
        frame[2] = (byte)(2 * count);
        PackedRegisters.Pack(Enumerable.Repeat(value, count).ToArray(), frame.AsSpan(3));
        RtuFrame.Seal(frame, request[0], 2 + 2 * count);
        return frame;
    }

    public async Task<ushort[]> ReadAsync(byte unit = 1, int count = 2)
    {
        var values = new ushort[count];
        await RunAsync(() => Client.ReadRegistersAsync(unit, ModbusTable.HoldingRegister, 0, values, TestContext.Current.CancellationToken));
        return values;
    }

    /// <summary>Lets time pass until the request is done, but only while the client waits for the line or for time.</summary>
    public async Task RunAsync(Func<ValueTask> request)
    {
        // On a thread of its own, since a blocking line blocks the caller.
        var running = Task.Run(async () => await request());
        while (!running.IsCompleted)
        {
            if (Line.IsWaiting || Time.IsPausing)
            {
                Time.Advance(TimeSpan.FromMilliseconds(0.25));
            }

            await Task.Yield();
        }

        await running;
    }

    public async Task<ModbusErrorKind> FailAsync(byte unit = 1) => (await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(unit))).Kind;

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private ValueTask Block(TimeSpan span, CancellationToken cancellationToken)
    {
        using var over = new ManualResetEventSlim();
        using var timer = Time.CreateTimer(_ => over.Set(), null, span, span);
        over.Wait(cancellationToken);
        return ValueTask.CompletedTask;
    }

    private ValueTask<Stream> Open(CancellationToken cancellationToken)
    {
        if (Line.IsClosed)
        {
            Line = new FakeLine(Time) { OnRequest = Line.OnRequest };
        }

        _lines.Add(Line);
        return ValueTask.FromResult<Stream>(Line);
    }
}
