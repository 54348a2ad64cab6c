using System.CommandLine;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary><c>--for DURATION</c>: 500ms, 60s, 2m, 1h or 1d, and more than nothing.</summary>
internal static class ForOption
{
    public static Option<TimeSpan?> Make(CommonOptions common, string description) => new("--for")
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (DurationConverter.TryParse(text, out TimeSpan value) && value > TimeSpan.Zero)
                return value;
            result.AddError(common.Say($"--for 写作 500ms、60s、2m 或 1h，而不是“{text}”。", $"--for is written as 500ms, 60s, 2m or 1h, not '{text}'."));
            return null;
        },
    };
}
