using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Configuration;

/// <summary>Everything that is wrong with a configuration, at once.</summary>
public static class ConfigurationChecks
{
    /// <summary>
    /// The errors of the single files and those between them, by file and place. The configuration may run when none of them is
    /// of <see cref="Severity.Error"/>.
    /// </summary>
    public static IReadOnlyList<ConfigError> Run(ConfigurationSet set, HardwareCatalog catalog)
    {
        var errors = new List<ConfigError>(set.FileErrors);
        // With a device file that cannot be read its points are not known, and a rule only seems to watch nothing.
        var pointsKnown = set.Devices.All(d => d.Value is not null);
        errors.AddRange(GatewayChecks.Of(set.Gateway));
        errors.AddRange(set.Devices.SelectMany(d => DeviceChecks.Of(d, set.Gateway.Value, catalog)));
        errors.AddRange(SharedBusChecks.Of(set, catalog));
        errors.AddRange(OutputChecks.Of(set, catalog));
        errors.AddRange(RuleChecks.Layer(set.Packs, catalog));
        errors.AddRange(RuleChecks.Layer(set.SiteRules, catalog));
        errors.AddRange(RelationChecks.Of(RuleChecks.InForce(set)));
        if (pointsKnown)
        {
            BindingScope scope = ExpressionChecks.Scope(set, catalog);
            RulePlan plan = ExpressionChecks.Plan(set, scope);
            errors.AddRange(RuleChecks.Idle(set, catalog, plan));
            errors.AddRange(ExpressionChecks.Of(set, catalog, plan));
            errors.AddRange(ExpressionChecks.Interlocks(set.Gateway, scope));
        }

        return ConfigError.InOrder(errors);
    }

    /// <summary>True when nothing speaks against running.</summary>
    public static bool Accepts(IEnumerable<ConfigError> errors) => errors.All(e => e.Severity != Severity.Error);
}
