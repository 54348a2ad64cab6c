using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Acquisition;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Acquisition;

/// <summary>
/// An RS-485 line on which time passes as on a real one, and nothing else happens: 11 bits a character, the devices' turn-around, and
/// after an answer that did not come as long a silence. The real loop polls it.
/// </summary>
internal sealed class SimulatedLine : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PipelineInbox _inbox = new();
    private readonly BusLoop _loop;
    private readonly TimeSpan _timeout;
    private TimeSpan _quietAt;

    public SimulatedLine(IReadOnlyList<TimeSpan> periods, TimeSpan timeout, int requests = 1, int registers = 20)
    {
        _timeout = timeout;
        Wire = TimeSpan.FromSeconds((8 + 5 + 2 * registers) * 11 / 9600.0);
        Devices = [.. periods.Select((period, i) => new SimulatedDevice(this, i, period, requests))];
        _loop = new BusLoop("line", [.. Devices.Select(d => d.Polled)], new BootTime(1, _time), _time, _inbox, () => { });
    }

    public IReadOnlyList<SimulatedDevice> Devices { get; }

    public TimeSpan Now => _time.GetUtcNow() - _time.Start;

    /// <summary>What a request and its answer take on the wire.</summary>
    public TimeSpan Wire { get; }

    public void Pass(TimeSpan span) => _time.Advance(span);

    public void Wake(SimulatedDevice device) => _loop.Wake(device.Polled);

    public async Task RunAsync(TimeSpan span)
    {
        TimeSpan end = Now + span;
        while (Now < end)
        {
            ValueTask<TimeSpan> turn = _loop.RunOnceAsync(TestContext.Current.CancellationToken);
            while (!turn.IsCompleted)
            {
                while (_inbox.Reader.TryRead(out PipelineWork work))
                    work.Applied!.Release();
                await Task.Yield();
            }

            TimeSpan wait = await turn;
            if (wait > TimeSpan.Zero)
                Pass(wait < end - Now ? wait : end > Now ? end - Now : TimeSpan.Zero);
        }
    }

    /// <summary>One request; false when nothing came.</summary>
    public bool Ask(SimulatedDevice device)
    {
        if (_quietAt > Now)
            Pass(_quietAt - Now);
        if (device.IsAlive)
        {
            Pass(Wire + device.Turnaround);
            device.Polled.Answers.Answered(Wire + device.Turnaround, refused: false);
            return true;
        }

        TimeSpan patience = _timeout + Wire;
        if (device.Polled.Answers.Patience is { } shorter && shorter < patience)
            patience = shorter;
        Pass(patience);
        _quietAt = Now + patience;
        device.Polled.Answers.Failed(AnswerFault.Timeout);
        return false;
    }

    public void Dispose() => _loop.Dispose();
}
