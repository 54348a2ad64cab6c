using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Alarms;

/// <summary>What an alarm is told at one moment.</summary>
public readonly ref struct Observation
{
    /// <param name="stale">The device has been silent long enough for its own alarm.</param>
    /// <param name="verdicts">Stage by stage, where the rule's conditions were judged elsewhere; empty: the rule judges the reading.</param>
    /// <param name="forecast">Seconds until it becomes true in earnest; null where there is no forecast.</param>
    public Observation(Reading reading, bool stale = false, ReadOnlySpan<Verdict> verdicts = default, double? forecast = null)
    {
        Reading = reading;
        Stale = stale;
        Verdicts = verdicts;
        Forecast = forecast;
    }

    public Reading Reading { get; }

    public bool Stale { get; }

    public ReadOnlySpan<Verdict> Verdicts { get; }

    public double? Forecast { get; }

    public MonotonicTime At => Reading.At;

    public bool IsJudged => !Verdicts.IsEmpty;

    /// <summary>Null where only the conditions are known.</summary>
    public double? Value => Reading.Quality == Quality.Bad ? null : Reading.Value;

    /// <summary>Of the judgement: one whose conditions are known is good although it has no value to show.</summary>
    public Quality Quality => IsJudged && Reading.Quality == Quality.Bad ? Quality.Good : Reading.Quality;

    /// <summary>An uncertain reading ends nothing. A verdict that was judged elsewhere says by itself whether it is sure.</summary>
    public bool MayClear => IsJudged || Reading.Quality == Quality.Good;

    public Verdict Of(AlarmRule rule, int stage) => IsJudged ? Verdicts[stage] : rule.Judge(stage, Reading.Value);
}
