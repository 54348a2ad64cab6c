using System.Globalization;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Something new about the wall clock: it was set, stepped, or is synchronised or not any more.</summary>
/// <param name="Before">What was known of it in this run; null at the first look.</param>
/// <param name="Moved">How far it was stepped; zero: only its trust changed.</param>
/// <param name="Jump">A clock that was trusted moved so far that one of both times must be wrong; null: it did not.</param>
internal sealed record ClockStep(BootClock? Before, BootClock Now, TimeSpan Moved, Words? Jump)
{
    /// <summary>For the journal: what happened, and when this run began in UTC, from which every time of the run follows.</summary>
    public Words Text
    {
        get
        {
            string run = $"{Now.Boot} = {UtcText.Of(Now.UtcAtStart.UtcTicks)}";
            string moved = Moved.TotalSeconds.ToString("+0.000;-0.000", CultureInfo.InvariantCulture);
            (string zh, string en) = Now.Sync switch
            {
                ClockSync.Sync => ("已同步", "synchronised"),
                ClockSync.Holdover => ("曾同步", "was synchronised"),
                _ => ("从未同步", "never synchronised"),
            };
            return Moved == TimeSpan.Zero
                ? new Words($"时钟{zh}；运行 {run}", $"Clock {en}; run {run}")
                : new Words($"时钟拨动 {moved} s，{zh}；运行 {run}", $"Clock stepped by {moved} s, {en}; run {run}");
        }
    }
}
