using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Cli;

/// <summary>The letters of ISA-18.2 in words.</summary>
internal static class StateText
{
    public static Words Words(string letter) => letter switch
    {
        "A" => new Words("正常", "normal"),
        "B" => new Words("活动，未确认", "active, unacked"),
        "C" => new Words("活动，已确认", "active, acked"),
        "D" => new Words("已恢复，未确认", "returned, unacked"),
        "E" => new Words("锁存，未确认", "latched, unacked"),
        "F" => new Words("锁存，已确认", "latched, acked"),
        "G" => new Words("已搁置", "shelved"),
        "H" => new Words("已抑制", "suppressed"),
        "I" => new Words("已停用", "out of service"),
        _ => new Words(letter, letter),
    };
}
