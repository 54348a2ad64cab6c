using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>What is said to people about a device's registers.</summary>
internal static class ReadingWords
{
    public static Words Table(RegisterTable table) => table switch
    {
        RegisterTable.Coil => new Words("线圈", "coil"),
        RegisterTable.DiscreteInput => new Words("离散输入", "discrete input"),
        RegisterTable.HoldingRegister => new Words("保持寄存器", "holding register"),
        _ => new Words("输入寄存器", "input register"),
    };

    /// <summary>"holding register 40-43"</summary>
    public static Words Range(RegisterTable table, int address, int count)
    {
        Words name = Table(table);
        string numbers = count > 1 ? $"{address}-{address + count - 1}" : $"{address}";
        return new Words($"{name.Zh} {numbers}", $"{name.En} {numbers}");
    }

    public static Words Refuses(IReadOnlyList<Words> ranges) => new(
        $"设备拒绝读取：{string.Join("、", ranges.Select(static r => r.Zh))}；其余照常读取，每天再试一次",
        $"The device refuses {string.Join(", ", ranges.Select(static r => r.En))}; the rest is read, and those are tried again daily");

    public static Words RefusesNow(IReadOnlyList<Words> ranges) => new(
        $"设备现在拒绝读取曾能读取的：{string.Join("、", ranges.Select(static r => r.Zh))}。请核对设备的固件、选件和设置",
        $"The device now refuses what it answered before: {string.Join(", ", ranges.Select(static r => r.En))}. Check its firmware, options and settings");

    public static Words AnswersAll { get; } = new("设备现在应答全部寄存器", "The device answers all registers now");

    public static Words Changed(Words label, string before, string now) => new(
        $"{label.Zh} 由“{before}”变为“{now}”；设备可能已更换或升级", $"{label.En} was \"{before}\" and is \"{now}\"; the device was replaced or updated");
}
