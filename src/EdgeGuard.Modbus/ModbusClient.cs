using System.Runtime.CompilerServices;

namespace EdgeGuard.Modbus;

/// <summary>What clients have in common: requests, checks, and the silence between frames. The framing is the subclass's.</summary>
public abstract class ModbusClient : IModbusClient
{
    private readonly ModbusClientOptions _options;
    private readonly Pause _pause;
    private int _busy;
    private volatile bool _disposed;

    private protected ModbusClient(string endpoint, ModbusClientOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        options.Check();
        Endpoint = endpoint;
        _options = options;
        Time = timeProvider;
        Deadline = new Deadline(timeProvider);
        _pause = new Pause(timeProvider, (options as ModbusRtuOptions)?.Pause);
        LastActivity = timeProvider.GetTimestamp() - 60 * timeProvider.TimestampFrequency;
    }

    /// <summary>Host and port, or the line, as messages name it.</summary>
    public string Endpoint { get; }

    /// <summary>
    /// The longest that an exchange may wait for its answer, the time on the wire included; null: as long as the unit is given. Asking
    /// whether a unit is there at all need not take as long as its slowest answer.
    /// </summary>
    public TimeSpan? LongestAnswer { get; set; }

    /// <summary>From the last request to its answer, without the silence that was awaited before.</summary>
    public TimeSpan AnswerTime => Time.GetElapsedTime(Sent, LastActivity);

    private protected TimeProvider Time { get; }

    private protected Deadline Deadline { get; }

    /// <summary>Timestamp of the last byte sent or received.</summary>
    private protected long LastActivity { get; set; }

    /// <summary>Timestamp at which the last request was sent.</summary>
    private protected long Sent { get; set; }

    /// <summary>Where the PDU of the next request is written.</summary>
    private protected abstract Span<byte> Request { get; }

    /// <summary>Least silence before any request.</summary>
    private protected virtual TimeSpan FrameSilence => TimeSpan.Zero;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadBitsAsync(byte unit, ModbusTable table, ushort address, Memory<bool> destination, CancellationToken cancellationToken)
    {
        if (table is not (ModbusTable.Coil or ModbusTable.DiscreteInput))
        {
            throw new ArgumentException($"{table} is not a table of bits.", nameof(table));
        }

        ModbusLimits.Require(address, destination.Length, ModbusLimits.ReadBits, nameof(destination));
        RequireAnswering(unit);
        Enter();
        try
        {
            var target = new ModbusTarget(unit, FunctionCode.ForRead(table), address, destination.Length);
            var length = RequestPdu.Read(Request, target.Function, address, destination.Length);
            var answer = await ExchangeAsync(target, length, cancellationToken).ConfigureAwait(false);
            PackedBits.Unpack(answer.Span[2..], destination.Span);
        }
        finally
        {
            Leave();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ReadRegistersAsync(byte unit, ModbusTable table, ushort address, Memory<ushort> destination, CancellationToken cancellationToken)
    {
        if (table is not (ModbusTable.HoldingRegister or ModbusTable.InputRegister))
        {
            throw new ArgumentException($"{table} is not a table of registers.", nameof(table));
        }

        ModbusLimits.Require(address, destination.Length, ModbusLimits.ReadRegisters, nameof(destination));
        RequireAnswering(unit);
        Enter();
        try
        {
            var target = new ModbusTarget(unit, FunctionCode.ForRead(table), address, destination.Length);
            var length = RequestPdu.Read(Request, target.Function, address, destination.Length);
            var answer = await ExchangeAsync(target, length, cancellationToken).ConfigureAwait(false);
            PackedRegisters.Unpack(answer.Span[2..], destination.Span);
        }
        finally
        {
            Leave();
        }
    }

    public async ValueTask WriteAsync(byte unit, ModbusWrite write, CancellationToken cancellationToken)
    {
        if (write.Function == 0)
        {
            throw new ArgumentException("An empty write; make one with the methods of ModbusWrite.", nameof(write));
        }

        if (!_options.AllowWrites)
        {
            throw new InvalidOperationException($"{Endpoint}, unit {unit}: this client only reads; set AllowWrites to let it write.");
        }

        if (!write.Destination.IsEmpty)
        {
            RequireAnswering(unit);
        }

        Enter();
        try
        {
            var target = new ModbusTarget(unit, write.Function, write.Address, write.Count);
            var answer = await ExchangeAsync(target, RequestPdu.Write(Request, write), cancellationToken).ConfigureAwait(false);
            if (!write.Destination.IsEmpty)
            {
                PackedRegisters.Unpack(answer.Span[2..], write.Destination.Span);
            }
        }
        finally
        {
            Leave();
        }
    }

    public async ValueTask<ModbusIdentity> ReadIdentityAsync(
        byte unit, ModbusIdentityCategory category, byte firstObject, CancellationToken cancellationToken)
    {
        if (category is < ModbusIdentityCategory.Basic or > ModbusIdentityCategory.Individual)
        {
            throw new ArgumentOutOfRangeException(nameof(category), category, "Not a category of identification.");
        }

        RequireAnswering(unit);
        Enter();
        try
        {
            var objects = new SortedDictionary<byte, string>();
            byte? next = firstObject;
            while (next is { } from)
            {
                var target = new ModbusTarget(unit, FunctionCode.EncapsulatedInterface, from, 1);
                var length = RequestPdu.Identification(Request, category, from);
                var answer = await ExchangeAsync(target, length, cancellationToken).ConfigureAwait(false);
                next = IdentificationPart.Collect(answer.Span, objects);
                if (next <= from)
                {
                    throw ModbusFailure.Protocol(Endpoint, target, $"the device says that object {next} follows object {from}.");
                }
            }

            return new ModbusIdentity(objects);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Closes the line. A request under way fails with ConnectionClosed.</summary>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            if (Interlocked.Exchange(ref _busy, 1) == 0)
            {
                Release();
            }
            else
            {
                Drop();
            }
        }

        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends the request and gives the PDU that came back from the same unit; empty after a broadcast.</summary>
    private protected abstract ValueTask<ReadOnlyMemory<byte>> TransceiveAsync(
        ModbusTarget target, int pduLength, TimeSpan answerTimeout, CancellationToken cancellationToken);

    /// <summary>What comes next on the line cannot be trusted any more.</summary>
    private protected abstract void Distrust(TimeSpan answerTimeout);

    /// <summary>Closes the line; the next request opens it again.</summary>
    private protected abstract void Drop();

    private protected TimeSpan Patience(TimeSpan longest) => LongestAnswer < longest ? LongestAnswer.Value : longest;

    /// <summary>To be called when a line was opened, before the first request on it.</summary>
    private protected ValueTask PauseAfterConnectAsync(CancellationToken cancellationToken) =>
        _options.PauseAfterConnect > TimeSpan.Zero ? _pause.UntilAsync(Time.GetTimestamp(), _options.PauseAfterConnect, cancellationToken) : default;

    private protected virtual bool IsBroadcast(byte unit) => false;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadOnlyMemory<byte>> ExchangeAsync(ModbusTarget target, int pduLength, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var timing = _options.TimingOf(target.Unit);
        var silence = timing.Gap > FrameSilence ? timing.Gap : FrameSilence;
        if (silence > TimeSpan.Zero)
        {
            await _pause.UntilAsync(LastActivity, silence, cancellationToken).ConfigureAwait(false);
        }

        var answer = await TransceiveAsync(target, pduLength, Patience(timing.AnswerTimeout), cancellationToken).ConfigureAwait(false);
        if (IsBroadcast(target.Unit))
        {
            return answer;
        }

        var verdict = AnswerCheck.Check(Request[..pduLength], answer.Span);
        if (verdict == AnswerVerdict.Good)
        {
            return answer;
        }

        if (verdict == AnswerVerdict.Refused)
        {
            throw ModbusFailure.Refused(Endpoint, target, (ModbusExceptionCode)answer.Span[1]);
        }

        Distrust(timing.AnswerTimeout);
        throw ModbusFailure.Protocol(Endpoint, target, ModbusFailure.Describe(verdict, answer.Span));
    }

    private void RequireAnswering(byte unit)
    {
        if (IsBroadcast(unit))
        {
            throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unit 0 is the broadcast of a serial line and gives no answer.");
        }
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Exchange(ref _busy, 1) != 0)
        {
            throw new InvalidOperationException($"{Endpoint}: a request is under way; a bus takes one at a time.");
        }
    }

    private void Leave()
    {
        if (_disposed)
        {
            Release();
            return;
        }

        Volatile.Write(ref _busy, 0);
    }

    private void Release()
    {
        Drop();
        Deadline.Dispose();
        _pause.Dispose();
    }
}
