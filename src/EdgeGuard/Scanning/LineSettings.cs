using System.Globalization;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>Settings of a serial line, written <c>9600</c>, <c>9600e</c> (even), <c>19200n2</c> (none, 2 stop bits).</summary>
internal readonly record struct LineSettings(int Baud, SerialParity Parity, int StopBits)
{
    public static bool TryParse(string text, out LineSettings settings)
    {
        settings = default;
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> rest = digits < 0 ? [] : text.AsSpan(digits);
        if (!int.TryParse(digits < 0 ? text : text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int baud) || baud is < 300 or > 4_000_000)
            return false;
        SerialParity parity = SerialParity.None;
        if (rest is ['n' or 'N' or 'e' or 'E' or 'o' or 'O', ..])
        {
            parity = char.ToLowerInvariant(rest[0]) switch { 'e' => SerialParity.Even, 'o' => SerialParity.Odd, _ => SerialParity.None };
            rest = rest[1..];
        }

        if (rest is not ([] or ['1' or '2']))
            return false;
        settings = new LineSettings(baud, parity, rest is ['2'] ? 2 : 1);
        return true;
    }

    public static LineSettings Of(BusConfig bus) => new(bus.Baud, bus.Parity, bus.StopBits);

    public BusConfig On(BusConfig bus) => bus with { Baud = Baud, Parity = Parity, StopBits = StopBits };

    /// <summary>As people write it: 9600 8N1.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Baud} 8{Parity switch { SerialParity.Even => 'E', SerialParity.Odd => 'O', _ => 'N' }}{StopBits}");
}
