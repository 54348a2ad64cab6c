using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Pipeline;

/// <summary>A rule of a file, made ready to judge.</summary>
public static class RuleCompiler
{
    public static AlarmRule Compile(RuleConfig rule) =>
        rule.Type == RuleType.Digital ? Digital(rule) : Limit(rule);

    private static DigitalRule Digital(RuleConfig rule) => new()
    {
        Id = rule.Id,
        Label = rule.Label,
        Latching = rule.Latch,
        ActiveValue = rule.Active,
        Cause = rule.Cause,
        Check = rule.Check,
        Response = rule.Response,
        Source = rule.Source,
        Stages =
        [
            new Stage("ON", StageSide.High, rule.Level, null,
                rule.On ?? RuleDelays.On(rule.Level, hasDeadband: false), rule.Off ?? RuleDelays.Off),
        ],
    };

    private static LimitRule Limit(RuleConfig rule)
    {
        var stages = new List<Stage>();
        var deadbands = new List<double>();
        Add("H", StageSide.High, rule.H, 3);
        Add("HH", StageSide.High, rule.Hh, 2);
        Add("L", StageSide.Low, rule.L, 3);
        Add("LL", StageSide.Low, rule.Ll, 2);
        return new LimitRule
        {
            Id = rule.Id,
            Label = rule.Label,
            Latching = rule.Latch,
            Cause = rule.Cause,
            Check = rule.Check,
            Response = rule.Response,
            Source = rule.Source,
            Stages = stages,
            Deadbands = deadbands,
        };

        void Add(string name, StageSide side, LimitConfig? limit, int defaultLevel)
        {
            if (limit is null)
                return;
            int level = limit.Level ?? defaultLevel;
            double deadband = limit.Deadband ?? rule.Deadband;
            TimeSpan on = limit.On ?? rule.On ?? RuleDelays.On(level, deadband > 0);
            stages.Add(new Stage(name, side, level, limit.Limit, on, limit.Off ?? rule.Off ?? RuleDelays.Off));
            deadbands.Add(deadband);
        }
    }
}
