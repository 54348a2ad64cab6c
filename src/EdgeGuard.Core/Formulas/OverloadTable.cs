using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Formulas;

/// <summary>
/// How long a UPS bears how much over-load (domain: sections 1.12 and 4.4). Written as rows <c>load:seconds</c> or
/// <c>load:seconds/seconds in a hot room</c>, rising in load: <c>105:600/300 110:60 130:3 150:0.5</c>.
/// </summary>
public sealed class OverloadTable
{
    /// <summary>Huawei UPS2000-G.</summary>
    public const string Default = "105:600/300 110:60 130:3 150:0.5";

    private static readonly char[] Separators = [' ', ','];

    private readonly OverloadBand[] _bands;

    private OverloadTable(OverloadBand[] bands) => _bands = bands;

    public IReadOnlyList<OverloadBand> Bands => _bands;

    /// <summary>Seconds that a load of so many percent is borne; infinite below the first row.</summary>
    public double Allowed(double load, bool derated)
    {
        for (int i = _bands.Length - 1; i >= 0; i--)
        {
            if (load >= _bands[i].From)
                return derated ? _bands[i].Derated : _bands[i].Allowed;
        }

        return double.PositiveInfinity;
    }

    /// <param name="wrong">What is wrong with it, and what would be right.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out OverloadTable? table, [NotNullWhen(false)] out Words? wrong)
    {
        table = null;
        string[] rows = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var bands = new OverloadBand[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (!TryParseRow(rows[i], out bands[i]))
            {
                wrong = new($"过载表的“{rows[i]}”应写作“负载率:秒”或“负载率:秒/高温时的秒”，如 {Default}。",
                    $"'{rows[i]}' in an overload table is written as load:seconds or load:seconds/seconds when hot, as in {Default}.");
                return false;
            }

            if (i > 0 && (bands[i].From <= bands[i - 1].From || bands[i].Allowed > bands[i - 1].Allowed))
            {
                wrong = new($"过载表的“{rows[i]}”须比“{rows[i - 1]}”负载更高、时间不更长。",
                    $"'{rows[i]}' in an overload table must have a higher load than '{rows[i - 1]}' and no longer time.");
                return false;
            }
        }

        wrong = bands.Length > 0 ? null : new($"过载表为空；应如 {Default}。", $"An overload table has at least one row, as in {Default}.");
        table = wrong is null ? new OverloadTable(bands) : null;
        return wrong is null;
    }

    private static bool TryParseRow(string row, out OverloadBand band)
    {
        band = default;
        int colon = row.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !TryNumber(row.AsSpan(0, colon), out double from) || from < 100)
            return false;
        ReadOnlySpan<char> times = row.AsSpan(colon + 1);
        int slash = times.IndexOf('/');
        if (!TryNumber(slash < 0 ? times : times[..slash], out double allowed))
            return false;
        double derated = allowed;
        if (slash >= 0 && (!TryNumber(times[(slash + 1)..], out derated) || derated > allowed))
            return false;
        band = new OverloadBand(from, allowed, derated);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value > 0 && double.IsFinite(value);
}
