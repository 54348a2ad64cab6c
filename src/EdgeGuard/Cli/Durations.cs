using System.CommandLine;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Options that take a DURATION: 500ms, 60s, 2m, 1h or 1d, and more than nothing.</summary>
internal static class Durations
{
    public static Option<TimeSpan?> Make(CommonOptions common, string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (DurationConverter.TryParse(text, out TimeSpan value) && value > TimeSpan.Zero)
                return value;
            result.AddError(common.Say($"{name} 写作 500ms、60s、2m 或 1h，而不是“{text}”。", $"{name} is written as 500ms, 60s, 2m or 1h, not '{text}'."));
            return null;
        },
    };
}
