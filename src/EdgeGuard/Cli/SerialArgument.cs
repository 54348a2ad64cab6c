using System.CommandLine;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The argument SERIAL of the verbs that name one alarm.</summary>
internal static class SerialArgument
{
    public const int Digits = 10;

    public static Argument<string> Make(CommonOptions common)
    {
        var serial = new Argument<string>("SERIAL")
        {
            Description = common.Say("告警流水号（edgeguard alarms 所示）", "the alarm's serial, as edgeguard alarms shows it"),
        };
        serial.Validators.Add(result =>
        {
            string text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (text.Length is 0 or > Digits || !text.All(char.IsAsciiDigit))
                result.AddError(common.Say($"流水号最多 {Digits} 位数字，而不是“{text}”。", $"A serial has up to {Digits} digits; this is '{text}'."));
        });
        return serial;
    }
}
