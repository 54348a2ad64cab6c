using System.Text.Json;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Every rule there is, whether it watches something or not, with the file it comes from.</summary>
internal static class RuleCatalogue
{
    /// <summary>The gateway's own first, then what ships, then the site's.</summary>
    public static IReadOnlyList<RuleEntry> Of(GatewayConfiguration configuration, GatewayModel model)
    {
        ILookup<string, AlarmDefinition> bound = model.Alarms.ToLookup(a => a.Rule.Id, StringComparer.Ordinal);
        List<(RuleConfig Rule, string File)> rules = InForce(configuration.Set);
        HashSet<string> known = [.. rules.Select(r => r.Rule.Id)];
        IEnumerable<RuleEntry> own = bound.Where(alarms => !known.Contains(alarms.Key)).Select(Own);
        Dictionary<string, UnboundRule> unbound = model.Plan.Unbound.DistinctBy(u => u.Id).ToDictionary(u => u.Id, StringComparer.Ordinal);
        return [.. own, .. rules.Select(r => Entry(r.Rule, r.File, bound[r.Rule.Id], unbound.GetValueOrDefault(r.Rule.Id)))];
    }

    /// <summary>By id: the site's in place of a shipped one, as <see cref="RuleLayers.Merge"/> has it; those out of service too.</summary>
    private static List<(RuleConfig Rule, string File)> InForce(ConfigurationSet set)
    {
        List<(RuleConfig Rule, string File)> site = Of(set.SiteRules);
        Dictionary<string, (RuleConfig Rule, string File)> over = site.ToDictionary(r => r.Rule.Id, StringComparer.Ordinal);
        List<(RuleConfig Rule, string File)> shipped = Of(set.Packs);
        HashSet<string> ids = [.. shipped.Select(r => r.Rule.Id)];
        return [.. shipped.Select(r => over.GetValueOrDefault(r.Rule.Id, r)), .. site.Where(r => !ids.Contains(r.Rule.Id))];
    }

    private static List<(RuleConfig Rule, string File)> Of(IEnumerable<ConfigDocument<RuleFile>> files) =>
    [
        .. files.SelectMany(f => (f.Value?.Rules ?? []).Select(r => (r, f.File))).DistinctBy(r => r.r.Id, StringComparer.Ordinal),
    ];

    private static RuleEntry Own(IEnumerable<AlarmDefinition> alarms)
    {
        AlarmDefinition[] all = [.. alarms];
        return new RuleEntry(all[0].Rule, "digital", null, null, [.. all.Select(a => a.Point.Name)], null);
    }

    private static RuleEntry Entry(RuleConfig rule, string file, IEnumerable<AlarmDefinition> alarms, UnboundRule? unbound)
    {
        string[] points = [.. alarms.Select(a => a.Point.Name)];
        string type = JsonNamingPolicy.CamelCase.ConvertName(rule.Type.ToString());
        return new RuleEntry(RuleCompiler.Compile(rule), type, file, rule.Signal ?? rule.Point, points, points.Length > 0 ? null : WhyNot(rule, unbound));
    }

    private static Words WhyNot(RuleConfig rule, UnboundRule? unbound)
    {
        if (rule.Disabled)
            return new Words("已停用", "out of service");
        if (unbound is { Missing: { Count: > 0 } missing })
            return new Words($"没有设备同时提供 {string.Join("、", missing)}", $"no device offers {string.Join(", ", missing)} together with the rest");
        return rule.Signal is not null
            ? new Words($"没有设备提供信号 {rule.Signal}", $"no device offers {rule.Signal}")
            : new Words($"没有测点符合 {rule.Point}", $"no point fits {rule.Point}");
    }
}
