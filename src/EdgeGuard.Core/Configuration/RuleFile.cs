namespace EdgeGuard.Core.Configuration;

/// <summary>
/// A file of rules and of the points they compute: <c>hardware/rules/*.json</c> and <c>/etc/edgeguard/rules.d/*.json</c>; schema
/// <c>hardware/schema/rules.schema.json</c>.
/// </summary>
public sealed record RuleFile
{
    public IReadOnlyList<CalculationConfig> Points { get; init; } = [];

    public IReadOnlyList<RuleConfig> Rules { get; init; } = [];
}
