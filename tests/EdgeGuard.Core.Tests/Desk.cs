using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests;

/// <summary>An alarm book alone, fed by hand; for what comes from outside the pipeline's polls.</summary>
internal sealed class Desk
{
    private readonly AlarmSink _sink = new();

    public Desk(params (string Point, string Rule, string[] SuppressedBy)[] alarms)
        : this([.. alarms.Select(a => (a.Point, (AlarmRule)(Plant.Rule(a.Rule) with { SuppressedBy = a.SuppressedBy })))])
    {
    }

    public Desk(params (string Point, AlarmRule Rule)[] alarms)
    {
        AlarmDefinition[] definitions = [.. alarms.Select((a, i) => new AlarmDefinition(Point(a.Point, i), a.Rule))];
        Book = new AlarmBook(definitions, _ => TimeSpan.FromSeconds(1), AlarmSettings.Default);
        _sink.AddSerials(1, 100_000);
    }

    public AlarmBook Book { get; }

    /// <summary>Every transition so far, as <c>point FLAG state</c>.</summary>
    public List<string> Told { get; } = [];

    public AlarmTransition Last { get; private set; } = null!;

    public static MonotonicTime At(double seconds) => new(1, TimeSpan.FromSeconds(seconds));

    public void Good(double seconds, int alarm, double value, double? forecast = null) =>
        Do(() => Book.Observe(alarm, new Observation(Reading.Good(new PointId(alarm), value, At(seconds)), forecast: forecast), _sink));

    /// <param name="value">Null: the conditions alone are known.</param>
    public void Judge(double seconds, int alarm, Truth raise, Truth clear, double? value = 1, double? forecast = null) => Do(() =>
    {
        Reading reading = value is { } v
            ? Reading.Good(new PointId(alarm), v, At(seconds))
            : Reading.Bad(new PointId(alarm), QualityReason.Learning, At(seconds));
        Verdict[] verdicts = [new(raise, clear)];
        Book.Observe(alarm, new Observation(reading, stale: false, verdicts, forecast), _sink);
    });

    public void Inhibit(double seconds, int alarm, Truth truth) => Do(() => Book.SetInhibited(alarm, truth, At(seconds), _sink));

    public void Tick(double seconds) => Do(() => Book.Tick(At(seconds), _sink));

    private static PointInfo Point(string name, int index) =>
        new(new PointId(index), name, name[..name.IndexOf('.', StringComparison.Ordinal)], new PointSpec(name, null, null, Unit.None, new Words(name, name), new Dictionary<int, Words>()));

    private void Do(Action act)
    {
        _sink.Clear();
        act();
        foreach (AlarmTransition transition in _sink.Transitions)
        {
            Last = transition;
            Told.Add($"{transition.Alarm.Point.Name} {transition.Flag} {transition.State.Letter}");
        }
    }
}
