using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A rule of a file, made ready to judge.</summary>
public static class RuleCompiler
{
    /// <param name="file">The file it stands in, for people.</param>
    public static AlarmRule Compile(RuleConfig rule, string? file = null)
    {
        AlarmRule compiled = rule.Type switch
        {
            RuleType.Digital => new DigitalRule { Id = rule.Id, Label = rule.Label, Stages = [Single(rule, "ON")], ActiveValue = rule.Active },
            RuleType.Condition => new ConditionRule { Id = rule.Id, Label = rule.Label, Stages = [Single(rule, "ON")] },
            _ => Limit(rule),
        };
        return compiled with
        {
            Latching = rule.Latch,
            SuppressedBy = rule.SuppressedBy,
            Tail = rule.Tail ?? TimeSpan.Zero,
            Reach = rule.Reach,
            Group = rule.Group,
            Escalation = rule.Escalate is { } e ? new Escalation(e.After, e.Level) : null,
            ReannunciateAfter = rule.Reannunciate,
            Shelvable = rule.Shelvable,
            Cause = rule.Cause,
            Check = rule.Check,
            Response = rule.Response,
            Source = rule.Source,
            File = file,
        };
    }

    private static Stage Single(RuleConfig rule, string name) => new(
        name, StageSide.High, rule.Level, rule.Limit, rule.On ?? RuleDelays.On(rule.Level, hasDeadband: false), rule.Off ?? RuleDelays.Off);

    private static LimitRule Limit(RuleConfig rule)
    {
        var stages = new List<Stage>();
        var deadbands = new List<double>();
        foreach ((string name, LimitConfig limit, bool high) in LimitSides.Of(rule))
        {
            int level = limit.Level ?? LimitSides.DefaultLevel(name);
            double deadband = limit.Deadband ?? rule.Deadband;
            TimeSpan on = limit.On ?? rule.On ?? RuleDelays.On(level, deadband > 0);
            StageSide side = high ? StageSide.High : StageSide.Low;
            stages.Add(new Stage(name.ToUpperInvariant(), side, level, limit.Limit, on, limit.Off ?? rule.Off ?? RuleDelays.Off));
            deadbands.Add(deadband);
        }

        return new LimitRule { Id = rule.Id, Label = rule.Label, Stages = stages, Deadbands = deadbands };
    }
}
