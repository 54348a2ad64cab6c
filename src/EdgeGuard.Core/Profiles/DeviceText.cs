using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>A text of the device (model, serial number, firmware), two ASCII characters a register. Texts are no readings.</summary>
public sealed record DeviceText
{
    public required string Name { get; init; }

    public RegisterTable? Table { get; init; }

    [JsonConverter(typeof(RegisterNumberConverter))]
    public required int Address { get; init; }

    /// <summary>Registers.</summary>
    public required int Count { get; init; }

    public TextForm Form { get; init; }

    public Words? Label { get; init; }

    /// <summary>What <see cref="Count"/> registers say.</summary>
    public static string Decode(ReadOnlySpan<ushort> registers, TextForm form) =>
        form == TextForm.Days2000 ? Day(registers) : Decode(registers);

    /// <summary>The text of <see cref="Count"/> registers; ends at the first NUL, loses blanks around it and what is not printable.</summary>
    public static string Decode(ReadOnlySpan<ushort> registers)
    {
        var text = new StringBuilder(registers.Length * 2);
        foreach (ushort register in registers)
        {
            foreach (char letter in (ReadOnlySpan<char>)[(char)(register >> 8), (char)(register & 0xFF)])
            {
                if (letter == '\0')
                    return text.ToString().Trim();
                if (letter is >= ' ' and <= '~')
                    text.Append(letter);
            }
        }

        return text.ToString().Trim();
    }

    private static string Day(ReadOnlySpan<ushort> registers) =>
        new DateOnly(2000, 1, 1).AddDays(registers[0]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
