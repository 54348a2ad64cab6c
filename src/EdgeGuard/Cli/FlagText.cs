using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>What a transition tells, in words.</summary>
internal static class FlagText
{
    /// <param name="flag">As told to the platform, e.g. <c>BEGIN</c>.</param>
    public static Words Words(string flag) => flag switch
    {
        "BEGIN" => new Words("产生", "begins"),
        "END" => new Words("结束", "ends"),
        "ACK" => new Words("确认", "acked"),
        "LEVEL" => new Words("变级", "level"),
        "RTN" => new Words("恢复", "returns"),
        "RESET" => new Words("复位", "reset"),
        "RETRIGGER" => new Words("再次触发", "again"),
        "SUPERSEDED" => new Words("被取代", "superseded"),
        "QUALITY" => new Words("数据质量", "quality"),
        "SHELVE" => new Words("搁置", "shelved"),
        "UNSHELVE" => new Words("取消搁置", "unshelved"),
        "SUPPRESS" => new Words("抑制", "suppressed"),
        "UNSUPPRESS" => new Words("取消抑制", "unsuppressed"),
        "OUTOFSERVICE" => new Words("停用", "out of service"),
        "INSERVICE" => new Words("恢复使用", "in service"),
        "REALARM" => new Words("再次告知", "told again"),
        "CHATTER" => new Words("抖动", "chatters"),
        _ => new Words(flag, flag),
    };
}
