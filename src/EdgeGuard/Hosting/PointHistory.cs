using System.Runtime.CompilerServices;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>
/// Answers the request <c>history</c>: the kept values of one point, part by part as they are read. The next part is read when the one
/// before was taken, so that a slow client holds up nothing but itself.
/// </summary>
internal sealed class PointHistory(GatewayModel model, GatewayStore store, BootTime now, RoomClock clock, TimeProvider time)
{
    /// <summary>Rows of a part, about 60 kB [our default].</summary>
    private const int PartRows = 500;

    private const int MaxNamed = 5;

    /// <summary>A slow poll may be told so much later than it began [our default].</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(10);

    /// <summary>A reader that has found nothing for so long tells that it still reads [our default].</summary>
    private static readonly TimeSpan s_sign = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366);

    public async IAsyncEnumerable<ControlAnswer> AnswersAsync(ControlRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Prepare(request, out Plan? plan) is { } refused)
        {
            yield return refused;
            yield break;
        }

        yield return new ControlAnswer { History = new HistoryReport { Head = plan!.Head } };
        Task<Part> reading = Task.FromResult(new Part([], More: true, Fault: null));
        IEnumerator<HistoryRow> next = plan.Read.GetEnumerator();
        try
        {
            while ((await reading.ConfigureAwait(false)).More)
            {
                reading = Task.Run(() => Take(next), CancellationToken.None);
                while (await Task.WhenAny(reading, Task.Delay(s_sign, time, cancellationToken)).ConfigureAwait(false) != reading)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return new ControlAnswer { History = new HistoryReport() };
                }

                Part part = await reading.ConfigureAwait(false);
                if (part.Rows.Count > 0)
                    yield return new ControlAnswer { History = new HistoryReport { Rows = part.Rows } };
            }
        }
        finally
        {
            // A client may go at any moment; a read that is under way ends first.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            next.Dispose();
        }

        yield return (await reading.ConfigureAwait(false)).Fault is { } fault
            ? ControlAnswer.Said(1, $"存储无法读取：{fault}", $"The store cannot be read: {fault}")
            : new ControlAnswer { Last = true, History = new HistoryReport { Summary = plan.Rows.Summary } };
    }

    private static Part Take(IEnumerator<HistoryRow> rows)
    {
        var taken = new List<HistoryRow>();
        try
        {
            while (taken.Count < PartRows)
            {
                if (!rows.MoveNext())
                    return new Part(taken, More: false, Fault: null);
                taken.Add(rows.Current);
            }

            return new Part(taken, More: true, Fault: null);
        }
        catch (OutboxFaultException e)
        {
            return new Part(taken, More: false, e.Message);
        }
    }

    /// <returns>Why it cannot be; null when it can.</returns>
    private ControlAnswer? Prepare(ControlRequest request, out Plan? plan)
    {
        plan = null;
        string name = request.Point ?? "";
        PointInfo? point = model.Points.TryFind(name, out PointInfo? known) ? known : null;
        if (point is null && !request.Former)
            return NoSuchPoint(name);
        MonotonicTime moment = now.Now;
        DateTimeOffset local = clock.Local(moment);
        if (!TryMoment(request.From, local, out RoomMoment? from))
            return NoSuchTime(request.From!);
        if (!TryMoment(request.To, local, out RoomMoment? to))
            return NoSuchTime(request.To!);
        if (HistorySpan.Of(from, to, moment, clock) is not { } span)
            return ControlAnswer.Said(2, "--from 必须早于 --to。", "--from must be earlier than --to.");
        TimeSpan? every = request.EverySeconds is { } seconds
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, s_shortest.TotalSeconds, s_longest.TotalSeconds)) : null;
        TimeSpan longest = Longest(point);
        var rows = new HistoryRows(clock, span, longest, every);
        var head = new HistoryHead(
            name,
            point?.Label ?? new Words(name, name),
            point?.Unit.Name() ?? "",
            point?.States ?? new Dictionary<int, Words>(),
            from is { } begin ? TimeZoneInfo.ConvertTime(begin.At, clock.Zone) : null,
            to is { } end ? TimeZoneInfo.ConvertTime(end.At, clock.Zone) : local,
            every?.TotalSeconds);
        plan = new Plan(head, rows, rows.Of(store.Readings(name, Back(span.From, longest), span.Beyond + s_late)));
        return null;
    }

    /// <summary>A point is told again by then although it did not change.</summary>
    private TimeSpan Longest(PointInfo? point)
    {
        TimeSpan poll = model.Devices.FirstOrDefault(d => d.Id == point?.Device)?.Poll ?? TimeSpan.Zero;
        return model.Telemetry!.Refresh + model.Telemetry.Interval + (2 * poll) + s_late;
    }

    private bool TryMoment(string? text, DateTimeOffset local, out RoomMoment? moment)
    {
        moment = null;
        if (text is null)
            return true;
        bool understood = RoomMoment.TryParse(text, local, clock.Zone, out RoomMoment named);
        moment = named;
        return understood;
    }

    private static ControlAnswer NoSuchTime(string text) => ControlAnswer.Said(2, RoomMoment.NotUnderstood(text).Zh, RoomMoment.NotUnderstood(text).En);

    private ControlAnswer NoSuchPoint(string name)
    {
        string[] known = [.. model.Points.All.Select(static p => p.Name)];
        string[] near =
        [
            .. new[] { Nearest.Name(name, known) }.OfType<string>()
                .Concat(name.Length > 1 ? known.Where(k => k.Contains(name, StringComparison.OrdinalIgnoreCase) || BeginsLike(k, name)) : [])
                .Distinct(StringComparer.Ordinal)
                .Take(MaxNamed),
        ];
        string zh = near.Length == 0 ? "见 edgeguard points。" : $"是不是 {string.Join("、", near)}？";
        string en = near.Length == 0 ? "See edgeguard points." : $"Did you mean {string.Join(", ", near)}?";
        return ControlAnswer.Said(
            1,
            $"没有名为“{name}”的测点。{zh}以前配置中的测点加 --former 读取。",
            $"There is no point named '{name}'. {en} One of an earlier configuration is read with --former.");
    }

    /// <summary>The same device, and the first letters of what follows.</summary>
    private static bool BeginsLike(string known, string name)
    {
        const int letters = 3;
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && name.Length >= dot + 1 + letters && known.StartsWith(name[..(dot + 1 + letters)], StringComparison.OrdinalIgnoreCase);
    }

    private static MonotonicTime Back(MonotonicTime time, TimeSpan by) =>
        time with { SinceBoot = time.SinceBoot > by ? time.SinceBoot - by : TimeSpan.Zero };

    private sealed record Plan(HistoryHead Head, HistoryRows Rows, IEnumerable<HistoryRow> Read);

    /// <param name="Fault">Why there is no more.</param>
    private sealed record Part(IReadOnlyList<HistoryRow> Rows, bool More, string? Fault);
}
