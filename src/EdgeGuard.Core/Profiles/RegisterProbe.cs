using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>A register that tells which device, or which version of its map, is on the line.</summary>
public sealed record RegisterProbe
{
    public RegisterTable Table { get; init; }

    [JsonConverter(typeof(RegisterNumberConverter))]
    public required int Address { get; init; }

    public RegisterType Type { get; init; }

    public RegisterOrder Order { get; init; }

    /// <summary>The probe matches one of these, whole bit patterns.</summary>
    public IReadOnlyList<RawPattern> Values { get => field ?? []; init; }

    /// <summary>Where <see cref="Values"/> is empty: the probe matches a number in this range.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>Whether an answer of <c>Type.Registers()</c> registers matches.</summary>
    public bool Matches(ReadOnlySpan<ushort> registers)
    {
        ulong bits = RegisterWords.Assemble(registers[..Type.Registers()], Order);
        foreach (var value in Values)
        {
            if (value.In(Type) == bits)
                return true;
        }

        return Values.Count == 0 && Range is not null && RegisterWords.TryNumber(bits, Type, out double number)
            && number >= (Range.Min ?? double.MinValue) && number <= (Range.Max ?? double.MaxValue);
    }
}
