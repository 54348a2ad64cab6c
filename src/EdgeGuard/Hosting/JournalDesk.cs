using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Answers the request <c>journal</c>, a few hundred lines at a time: whoever wants all of it asks on.</summary>
internal sealed class JournalDesk(GatewayStore store, ClockMap clocks)
{
    /// <summary>Lines of one answer at most; some 200 kB [our default].</summary>
    public const int MaxLines = 500;

    /// <summary>Reads the disk.</summary>
    public ControlAnswer Answer(ControlRequest request)
    {
        int lines = Math.Clamp(request.Lines ?? MaxLines, 1, MaxLines);
        try
        {
            JournalReport report = request.FromLine is { } from
                ? JournalReport.Of(store.JournalPage(from, lines), clocks)
                : JournalReport.Of(store.JournalHead, store.NewestLines(lines, request.Kind), clocks);
            return new ControlAnswer { Last = true, Journal = report };
        }
        catch (OutboxFaultException e)
        {
            return ControlAnswer.Said(1, $"存储无法读取：{e.Message}", $"The store cannot be read: {e.Message}");
        }
    }
}
