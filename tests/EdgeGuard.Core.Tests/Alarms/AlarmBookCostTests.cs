using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Alarms;

[Collection(nameof(Alone))]
public class AlarmBookCostTests
{
    private const int Alarms = 10_000;

    [Fact]
    public void Ten_thousand_alarms_with_parents_take_less_than_twenty_megabytes_even_when_all_of_them_came_and_went()
    {
        AlarmDefinition[] definitions = Definitions();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var book = new AlarmBook(definitions, _ => TimeSpan.FromSeconds(1), AlarmSettings.Default);
        var sink = new AlarmSink();
        sink.AddSerials(1, 1_000_000);
        for (int t = 0; t < 3; t++)
            Round(book, sink, t, t % 2);
        sink.Clear();

        long taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(book);
        Assert.InRange(taken, 0, 20_000_000);
    }

    [Fact]
    public void A_quiet_observation_allocates_nothing()
    {
        var book = new AlarmBook(Definitions(), _ => TimeSpan.FromSeconds(1), AlarmSettings.Default);
        var sink = new AlarmSink();
        Round(book, sink, 0, 0);
        Round(book, sink, 1, 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Round(book, sink, 2, 0);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Round(AlarmBook book, AlarmSink sink, int seconds, double value)
    {
        var at = new MonotonicTime(1, TimeSpan.FromSeconds(seconds));
        for (int i = 0; i < Alarms; i++)
            book.Observe(i, new Observation(Reading.Good(new PointId(i), value, at)), sink);
    }

    /// <summary>Devices of a hundred alarms; the first of each is the parent of the others.</summary>
    private static AlarmDefinition[] Definitions()
    {
        AlarmRule parent = Plant.TwoStages("parent", 3, 2);
        AlarmRule child = Plant.TwoStages("child", 3, 2) with { SuppressedBy = ["parent"] };
        return [.. Enumerable.Range(0, Alarms).Select(i => Define(i, i % 100 == 0 ? parent : child))];
    }

    private static AlarmDefinition Define(int i, AlarmRule rule)
    {
        string name = $"d{i / 100}.p{i}";
        var point = new PointInfo(new PointId(i), name, $"d{i / 100}", new PointSpec($"p{i}", null, null, Unit.None, new Words(name, name), new Dictionary<int, Words>()));
        return new AlarmDefinition(point, rule);
    }
}
