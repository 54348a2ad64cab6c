namespace EdgeGuard.Core.Rules;

/// <summary>A contact or a state: in alarm at one value, well at every other.</summary>
public sealed record DigitalRule : AlarmRule
{
    public int ActiveValue { get; init; } = 1;

    public override bool OneReadingProves => true;

    public override Verdict Judge(int stage, double value)
    {
        bool active = (int)Math.Round(value) == ActiveValue;
        return Verdict.Of(active, !active);
    }
}
