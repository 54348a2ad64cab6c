using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What the profile verbs share.</summary>
internal static class ProfileText
{
    /// <summary>How well a map is known, weakest first.</summary>
    public static Words Rung(ProvenanceRung rung) => rung switch
    {
        ProvenanceRung.Manual => new Words("手册", "manual"),
        ProvenanceRung.Code => new Words("程序", "code"),
        _ => new Words("实机", "hardware"),
    };

    /// <summary>As in the file.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static int NoSuch(CliContext cli, string name, Hardware hardware)
    {
        string names = string.Join(", ", hardware.ProfileNames);
        return cli.Fail(ExitCode.Failed, $"没有名为“{name}”的设备模板。有：{names}", $"There is no profile '{name}'. There are: {names}");
    }

    public static int Invalid(CliContext cli, string name, ConfigError error) =>
        cli.Fail(
            ExitCode.Failed,
            $"{name}：不是有效的设备模板：{error.Line}:{error.Column} {error.Path}：{error.Message.Zh}",
            $"{name}: not a valid profile: {error.Line}:{error.Column} {error.Path}: {error.Message.En}");
}
