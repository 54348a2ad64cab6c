namespace EdgeGuard.Modbus;

/// <summary>Settings of a client on a serial line, or on RTU over TCP.</summary>
public sealed record ModbusRtuOptions : ModbusClientOptions
{
    public ModbusRtuOptions()
    {
    }

    /// <param name="common">What holds for every client.</param>
    public ModbusRtuOptions(ModbusClientOptions common)
        : base(common)
    {
    }

    /// <summary>Speed of the line in bit/s; gives the silence between frames and the time a frame takes. Behind a serial server, that server's speed.</summary>
    public int Baud { get; init; } = 9600;

    /// <summary>The adapter sends every request back before the answer (2-wire adapters that do not switch their receiver off).</summary>
    public bool LocalEcho { get; init; }

    /// <summary>
    /// How long after a request an answer to it is still thinkable, whatever its answer time was. Until then nothing else is asked
    /// on this line. Our default; devices of 300 ms are known.
    /// </summary>
    public TimeSpan LongestTurnaround { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A line on which nobody was heard for so long, in at least three requests, is opened anew: a serial server may keep a dead
    /// connection open. Null: never.
    /// </summary>
    public TimeSpan? ReopenAfter { get; init; }

    /// <summary>
    /// Whether bytes lie unread in the stream, without waiting (FIONREAD on a serial port). With it, an answer that came long after its
    /// request was given up is seen and dropped before the next request. A NetworkStream needs none.
    /// </summary>
    public Func<Stream, bool>? HasPendingInput { get; init; }

    /// <summary>
    /// How to wait for silence between frames; null waits on a timer, behind which the thread pool goes on. A bus whose stream
    /// blocks in its reads, and which therefore has a thread of its own, gives one that blocks, and so never leaves that thread.
    /// </summary>
    public Func<TimeSpan, CancellationToken, ValueTask>? Pause { get; init; }

    /// <summary>
    /// 3.5 characters of 11 bits, and 1.75 ms above 19 200 bit/s (Serial Line V1.02, 2.5.1.1).
    /// </summary>
    internal TimeSpan FrameSilence => Baud > 19_200 ? TimeSpan.FromMilliseconds(1.75) : TimeSpan.FromSeconds(38.5 / Baud);

    internal TimeSpan WireTime(int bytes) => TimeSpan.FromSeconds(11.0 * bytes / Baud);
}
