using System.CommandLine;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>edgeguard rules list|explain|replay</c>: what watches the points, and what would have been raised.</summary>
internal sealed class RulesVerb(CommonOptions common)
{
    public Command Make() => new("rules", common.Say("告警规则", "alarm rules"))
    {
        new RulesListVerb(common).Make(),
        new RulesExplainVerb(common).Make(),
        new RulesReplayVerb(common).Make(),
    };
}
