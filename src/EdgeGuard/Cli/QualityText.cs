using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Why a value cannot be trusted, in words; the names are those of messages and answers.</summary>
internal static class QualityText
{
    public const string Good = "good";
    public const string Bad = "bad";

    /// <summary>Empty for a good value.</summary>
    public static string Of(CliContext cli, string quality, string reason)
    {
        if (quality == Good)
            return "";
        string told = cli.Say(quality == Bad ? new Words("无效", "bad") : new Words("存疑", "uncertain"));
        return Reason(reason) is { } why ? $"{told}: {cli.Say(why)}" : told;
    }

    private static Words? Reason(string reason) => reason switch
    {
        "commFailure" => new Words("无应答", "no answer"),
        "crc" => new Words("校验错", "checksum"),
        "outOfRange" => new Words("超出量程", "out of range"),
        "sentinel" => new Words("设备无值", "device has none"),
        "sensorFault" => new Words("传感器故障", "sensor fault"),
        "stale" => new Words("过期", "stale"),
        "notConfigured" => new Words("未配置", "not configured"),
        "learning" => new Words("学习中", "learning"),
        "implausible" => new Words("不可信", "implausible"),
        _ => null,
    };
}
