using EdgeGuard.Core.Points;
using Spectre.Console;

namespace EdgeGuard.Gateway.Cli;

/// <summary>Alarm levels for people. The colour repeats the number, it never replaces it.</summary>
internal static class LevelText
{
    public static Words Words(int level) => level switch
    {
        1 => new Words("一级", "critical"),
        2 => new Words("二级", "major"),
        3 => new Words("三级", "minor"),
        _ => new Words("四级", "hint"),
    };

    public static Style Style(int level) => level switch
    {
        1 => new Style(Color.Red, decoration: Decoration.Bold),
        2 => new Style(Color.DarkOrange),
        3 => new Style(Color.Yellow),
        _ => new Style(Color.DodgerBlue1),
    };
}
