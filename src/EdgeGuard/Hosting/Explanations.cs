using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Why a point is or is not in alarm, from the pipeline as it is.</summary>
internal static class Explanations
{
    public static ExplainReport Of(GatewayPipeline pipeline, PointInfo point, MonotonicTime now) => new(
        PointReport.Of(point, pipeline[point.Id].Latest, pipeline[point.Id].LastGood, now),
        [.. pipeline.Explain(point.Id).Select(Of)]);

    private static AlarmExplanation Of(AlarmStanding alarm) => new(
        alarm.Alarm.Key,
        alarm.Alarm.Rule.Id,
        alarm.State.Letter.ToString(),
        alarm.State.Letter == AlarmLetter.A ? null : AlarmBody.Serial(alarm.State.Serial),
        MessageJson.Name(alarm.State.Quality),
        [.. alarm.Stages.Select(Of)],
        [.. alarm.Terms.Select(Of)]);

    private static PartExplanation Of(TermValue part) => new(
        part.Text,
        part.Value.IsKnown && double.IsFinite(part.Value.Value) ? part.Value.Value : null,
        part.Unit.Name(),
        MessageJson.Name(part.Value.Quality),
        MessageJson.Name(part.Value.Reason));

    private static StageExplanation Of(StageStanding stage) => new(
        stage.Stage.Name,
        stage.Stage.Level,
        stage.Stage.Limit,
        (stage.On, stage.Held) switch
        {
            (true, null) => "on",
            (true, _) => "clearing",
            (false, null) => "off",
            (false, _) => "pending",
        },
        stage.Held?.TotalSeconds,
        (stage.On ? stage.Stage.OffDelay : stage.Stage.OnDelay).TotalSeconds);
}
