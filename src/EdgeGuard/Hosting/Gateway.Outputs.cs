using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using Microsoft.Extensions.Logging;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>What the gateway writes, and what it does when its own supply fails.</summary>
internal sealed partial class Gateway
{
    /// <summary>How long outputs may take to go back to rest at a stop.</summary>
    private static readonly TimeSpan s_lastReturn = TimeSpan.FromSeconds(1);

    private volatile bool _powerFails;

    private void AddOutputs()
    {
        for (int i = 0; i < _buses.Count; i++)
        {
            if (_buses[i].Outputs.Count > 0)
                _outputs.Add(new OutputLoop(_loops[i], _buses[i].Outputs, _start.Clock, _inbox, TimeProvider.System));
        }
    }

    private Task<OperatedInput> CarryOut(OutputWrite write) => _outputs.First(o => o.Has(write)).CarryOut(write);

    /// <summary>At a stop, when nothing is polled any more. A bus that hangs keeps no other from going back, nor the gateway from ending.</summary>
    private async Task ReturnOutputsAsync(Task pipeline)
    {
        if (_outputs.Count == 0)
            return;
        using var late = new CancellationTokenSource(s_lastReturn, TimeProvider.System);
        try
        {
            // A pipeline that broke answers nobody; then what it owned can be looked at from here.
            IReadOnlyList<OutputWrite> writes = pipeline.IsCompleted
                ? _start.Pipeline.ReturnOutputs(_start.Clock.Now)
                : await _inbox.AskAsync(null, (p, _) => p.ReturnOutputs(_start.Clock.Now), late.Token).ConfigureAwait(false);
            await Task.WhenAll(_outputs.Select(o => o.ReturnAsync(writes, late.Token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            LogNotReturned(_log, s_lastReturn.TotalSeconds);
        }
    }

    /// <summary>
    /// The supply is about to end: everything goes to the disk at once, and the platform is told, now and by the will. When it is back, it is
    /// told so. On the pipeline's thread, after what was judged of it was given to be kept.
    /// </summary>
    private void TellPower(bool fails)
    {
        _powerFails = fails;
        MonotonicTime now = _start.Clock.Now;
        LogPower(_log, fails ? "about to fail" : "back");
        string text = fails ? Say("网关即将断电，数据落盘", "The gateway is about to lose power; all is put on the disk") : Say("网关供电恢复", "The gateway's supply is back");
        _commits.Post(CommitBatch.Empty with { Journal = [new JournalLine(now, "power", "gateway", text)] });
        if (fails)
        {
            _pipeline.Keep(_start.Pipeline.Flush(now));
            _commits.Post(_start.Store.FlushTelemetry);
            PostSnapshot(_start.Pipeline.Snapshot(), now);
        }

        // In the store's turn what was just kept has been handed over, and goes out before the connection is made anew.
        if (_commits.Fault is null)
            _commits.Post(() => _link?.Redial());
        else
            _link?.Redial();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Not every output went back to rest within {Seconds} s; the next start brings it there")]
    private static partial void LogNotReturned(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway's supply is {State}")]
    private static partial void LogPower(ILogger logger, string state);
}
