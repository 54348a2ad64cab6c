using System.Net.Sockets;
using EdgeGuard.Modbus;
using NModbus;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>
/// A connection or serial line with an NModbus master on it: opens it, runs one request at a time on it, and tells its
/// failures as <see cref="ModbusException"/>. NModbus's own repetitions are off; whoever asks decides on them.
/// </summary>
internal abstract class NModbusLink : IDisposable
{
    private readonly ModbusClientOptions _options;
    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private readonly Pause _pause;
    private readonly bool _ownsThread;
    private IModbusMaster? _master;

    protected NModbusLink(string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusClientOptions options, TimeProvider time)
    {
        Endpoint = endpoint;
        _open = open;
        _options = options;
        Time = time;
        Deadline = new Deadline(time);
        var rtu = options as ModbusRtuOptions;
        _ownsThread = rtu?.Pause is not null;
        _pause = new Pause(time, rtu?.Pause);
        LastActivity = time.GetTimestamp() - 60 * time.TimestampFrequency;
    }

    public string Endpoint { get; }

    protected TimeProvider Time { get; }

    protected Deadline Deadline { get; }

    protected NModbusLine? Line { get; private set; }

    /// <summary>Timestamp before which nobody spoke, for the silence before the next request.</summary>
    protected long LastActivity { get; set; }

    protected virtual TimeSpan FrameSilence => TimeSpan.Zero;

    public virtual bool IsBroadcast(byte unit) => false;

    /// <summary>Runs a request on the master and gives what it gave.</summary>
    /// <param name="pdu">The request, for the time it takes on the wire.</param>
    public async ValueTask<T> RunAsync<T>(ModbusTarget target, ReadOnlyMemory<byte> pdu, Func<IModbusMaster, T> request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ModbusUnitTiming timing = _options.TimingOf(target.Unit);
        TimeSpan silence = timing.Gap > FrameSilence ? timing.Gap : FrameSilence;
        if (silence > TimeSpan.Zero)
            await _pause.UntilAsync(LastActivity, silence, cancellationToken).ConfigureAwait(false);

        TimeSpan patience = timing.AnswerTimeout + WireTime(pdu);
        NModbusLine line = await ReadyAsync(target, patience, cancellationToken).ConfigureAwait(false);
        IModbusMaster master = _master!;
        line.Begin(Deadline.Start(patience, cancellationToken));
        try
        {
            // NModbus blocks: on the bus's own thread where it has one, else on one of the pool.
            T answer = _ownsThread ? request(master) : await Task.Run(() => request(master), CancellationToken.None).ConfigureAwait(false);
            Deadline.Stop();
            LastActivity = Time.GetTimestamp();
            Answered(target, line);
            return answer;
        }
        catch (Exception e)
        {
            // Whatever NModbus throws: its parsers also fail with exceptions of the runtime on bytes they did not expect.
            ModbusException? failure = e is OperationCanceledException && cancellationToken.IsCancellationRequested ? null : Explain(e, target, line, patience);
            if (failure?.Kind != ModbusErrorKind.Exception)
                Distrust(patience);
            if (failure?.Kind == ModbusErrorKind.ConnectionClosed)
                Drop();
            if (failure is null)
                throw;
            throw failure;
        }
        finally
        {
            Deadline.Stop();
            LastActivity = Math.Max(LastActivity, Time.GetTimestamp());
        }
    }

    /// <summary>Closes the line; the next request opens it again. Ends a request under way.</summary>
    public void Drop()
    {
        _master = null;
        Line?.Dispose();
        Line = null;
    }

    public void Dispose()
    {
        Drop();
        Deadline.Dispose();
        _pause.Dispose();
    }

    /// <summary>Time that request and answer take on the wire, beyond the answer time.</summary>
    protected virtual TimeSpan WireTime(ReadOnlyMemory<byte> pdu) => TimeSpan.Zero;

    /// <summary>A line on which nothing is under way.</summary>
    protected abstract ValueTask<NModbusLine> ReadyAsync(ModbusTarget target, TimeSpan patience, CancellationToken cancellationToken);

    protected abstract IModbusMaster CreateMaster(NModbusLine line);

    protected abstract NModbusLine CreateLine(Stream stream);

    /// <summary>After a good answer: what came behind it.</summary>
    protected abstract void Answered(ModbusTarget target, NModbusLine line);

    /// <summary>What comes next on the line cannot be trusted any more.</summary>
    protected abstract void Distrust(TimeSpan patience);

    protected abstract ModbusException Late(ModbusTarget target, NModbusLine line, TimeSpan patience);

    /// <summary>Why NModbus threw away what came.</summary>
    protected virtual ModbusException Wrong(ModbusTarget target, NModbusLine line, Exception cause) => ModbusFailure.Protocol(Endpoint, target, $"{cause.Message}");

    protected async ValueTask<NModbusLine> OpenAsync(CancellationToken cancellationToken)
    {
        Drop();
        try
        {
            CancellationToken token = Deadline.Start(_options.ConnectTimeout, cancellationToken);
            Line = CreateLine(await _open(token).ConfigureAwait(false));
            if (_options.PauseAfterConnect > TimeSpan.Zero)
                await Task.Delay(_options.PauseAfterConnect, Time, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ModbusFailure.Open(Endpoint, $"not within {_options.ConnectTimeout.TotalMilliseconds:0} ms.", null);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException or TimeoutException)
        {
            throw ModbusFailure.Open(Endpoint, e.Message, e);
        }
        finally
        {
            Deadline.Stop();
        }

        _master = CreateMaster(Line);
        _master.Transport.Retries = 0;
        _master.Transport.SlaveBusyUsesRetryCount = true;
        _master.Transport.WaitToRetryMilliseconds = 0;
        return Line;
    }

    private ModbusException Explain(Exception e, ModbusTarget target, NModbusLine line, TimeSpan patience) => e switch
    {
        ModbusException ours => ours,
        OperationCanceledException => Late(target, line, patience),
        _ when line.Failure is { } lost => ModbusFailure.Closed(Endpoint, target, lost.Message, lost),
        SlaveException { SlaveExceptionCode: not 0 } refusal when IsTo(target, refusal) =>
            ModbusFailure.Refused(Endpoint, target, (ModbusExceptionCode)refusal.SlaveExceptionCode),
        SlaveException refusal => ModbusFailure.Protocol(
            Endpoint, target, $"an exception came from unit {refusal.SlaveAddress} to function {refusal.FunctionCode}, code {refusal.SlaveExceptionCode}."),
        _ => Wrong(target, line, e),
    };

    /// <summary>NModbus takes any exception for one to its request.</summary>
    private static bool IsTo(ModbusTarget target, SlaveException refusal) =>
        refusal.SlaveAddress == target.Unit && refusal.FunctionCode == (target.Function | FunctionCode.ExceptionFlag);
}
