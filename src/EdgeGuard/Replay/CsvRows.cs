using System.Globalization;
using System.Text;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Gateway.Replay;

/// <summary>
/// Readings from a CSV file with the columns <c>time,point,value,quality</c>, and <c>reason</c> where it is known. Rows that
/// cannot be understood are refused, one by one; memory does not grow with the file.
/// </summary>
internal sealed class CsvRows
{
    private const int MaxNear = 1000;

    private readonly string _file;
    private readonly Utf8Lines _lines;
    private readonly PointNames _names;
    private readonly Action<CsvError> _refused;
    private readonly bool[] _own;
    private readonly CsvColumns? _columns;
    private readonly Dictionary<string, string?> _near = new(StringComparer.Ordinal);
    private readonly byte[] _timeText = new byte[40];
    private int _timeLength;
    private long _time;

    /// <param name="file">The name that errors tell.</param>
    /// <param name="refused">Told of every row that was refused.</param>
    /// <exception cref="CsvHeaderException">Nothing of the file can be understood.</exception>
    public CsvRows(string file, Stream stream, PointNames names, Action<CsvError> refused)
    {
        (_file, _lines, _names, _refused) = (file, new Utf8Lines(stream), names, refused);
        _own = [.. names.Points.All.Select(p => ModelBuilder.IsOwnPoint(p.Name))];
        _columns = CsvColumns.Read(file, _lines.TryRead(out ReadOnlySpan<byte> header) ? header : default);
    }

    /// <summary>Rows refused so far.</summary>
    public long Refused { get; private set; }

    /// <summary>The next row that can be understood; false at the end of the file.</summary>
    public bool TryRead(out ReplayRow row)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!line.IsEmpty && TryParse(line, out row))
                return true;
        }

        row = default;
        return false;
    }

    private bool TryParse(ReadOnlySpan<byte> line, out ReplayRow row)
    {
        row = default;
        Span<Range> fields = stackalloc Range[CsvColumns.Max + 1];
        int count = Split(line, fields);
        if (_lines.Cut || count != _columns!.Count)
            return RefuseShape(line, count);
        Range timeField = fields[_columns.Time];
        if (!TryTime(Text(line, timeField), out long time))
            return Refuse(line, timeField, $"时间“{Shown(line, timeField)}”应为 UTC，如 2026-03-01T12:00:00.000Z", $"the time \"{Shown(line, timeField)}\" should be UTC, as 2026-03-01T12:00:00.000Z");
        if (!_names.TryFind(Text(line, fields[_columns.Point]), out PointId point))
            return RefusePoint(line, fields[_columns.Point]);
        if (_own[point.Index])
            return RefuseOwn(line, fields[_columns.Point]);
        return TryValue(line, fields, time, point, out row);
    }

    private bool TryValue(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, long time, PointId point, out ReplayRow row)
    {
        row = default;
        ReadOnlySpan<byte> text = Text(line, fields[_columns!.Value]);
        double value = double.NaN;
        if (!text.IsEmpty && (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value)))
            return Refuse(line, fields[_columns.Value], $"“{Shown(line, fields[_columns.Value])}”不是数", $"\"{Shown(line, fields[_columns.Value])}\" is not a number");
        if (!QualityNames.TryParse(Text(line, fields[_columns.Quality]), out Quality quality))
            return Refuse(line, fields[_columns.Quality], $"质量“{Shown(line, fields[_columns.Quality])}”应为 good、uncertain、bad 或空", $"the quality \"{Shown(line, fields[_columns.Quality])}\" should be good, uncertain, bad or empty");
        QualityReason reason = QualityReason.None;
        if (_columns.Reason >= 0 && !QualityNames.TryParse(Text(line, fields[_columns.Reason]), out reason))
            return Refuse(line, fields[_columns.Reason], $"没有原因“{Shown(line, fields[_columns.Reason])}”", $"there is no reason \"{Shown(line, fields[_columns.Reason])}\"");
        if (text.IsEmpty)
            quality = Quality.Bad;
        if (quality == Quality.Bad && reason == QualityReason.None)
            reason = text.IsEmpty ? QualityReason.CommFailure : QualityReason.OutOfRange;
        row = new ReplayRow(time, point, quality == Quality.Bad ? double.NaN : value, quality, reason);
        return true;
    }

    /// <summary>Rows of one poll carry the same time: it is only parsed where it changes.</summary>
    private bool TryTime(ReadOnlySpan<byte> text, out long time)
    {
        time = _time;
        if (_timeLength > 0 && text.SequenceEqual(_timeText.AsSpan(0, _timeLength)))
            return true;
        if (!UtcText.TryParse(text, out time))
            return false;
        _timeLength = text.Length;
        text.CopyTo(_timeText);
        _time = time;
        return true;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0;
        int from = 0;
        while (count < fields.Length)
        {
            int comma = line[from..].IndexOf((byte)',');
            fields[count++] = comma < 0 ? from..line.Length : from..(from + comma);
            if (comma < 0)
                break;
            from += comma + 1;
        }

        return count;
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> line, Range field)
    {
        ReadOnlySpan<byte> text = line[field].Trim((byte)' ');
        return text.Length >= 2 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
    }

    private bool RefuseShape(ReadOnlySpan<byte> line, int count)
    {
        if (_lines.Cut)
            return Refuse(line, line.Length..line.Length, "此行太长，不是一行数据", "this line is too long to be a row");
        return count < _columns!.Count
            ? Refuse(line, line.Length..line.Length, $"此行只有 {count} 列，首行有 {_columns.Count} 列", $"{count} columns here, {_columns.Count} in the first line")
            : Refuse(line, line.Length..line.Length, $"此行的列多于首行的 {_columns.Count} 列", $"more columns than the {_columns.Count} of the first line");
    }

    private bool RefusePoint(ReadOnlySpan<byte> line, Range field)
    {
        string name = Shown(line, field);
        string? near = NearestTo(name);
        return Refuse(
            line,
            field,
            $"没有测点“{name}”{(near is null ? "" : $"；是否指 {near}？")}",
            $"there is no point \"{name}\"{(near is null ? "" : $"; did you mean {near}?")}");
    }

    /// <summary>Looked for once a name: a whole file may be of another gateway.</summary>
    private string? NearestTo(string name)
    {
        if (_near.TryGetValue(name, out string? near) || _near.Count >= MaxNear)
            return near;
        return _near[name] = Nearest.Name(name, _names.Points.All.Select(p => p.Name));
    }

    private bool RefuseOwn(ReadOnlySpan<byte> line, Range field) => Refuse(
        line,
        field,
        $"“{Shown(line, field)}”由网关自己得出，不能作为输入；设备无应答时各测点的值留空",
        $"\"{Shown(line, field)}\" is what the gateway itself finds and no input; leave the values of a silent device empty");

    private bool Refuse(ReadOnlySpan<byte> line, Range field, string zh, string en)
    {
        Refused++;
        int column = Encoding.UTF8.GetCharCount(line[..field.Start.GetOffset(line.Length)]) + 1;
        _refused(new CsvError(_file, _lines.Number, column, new Words(zh, en)));
        return false;
    }

    private static string Shown(ReadOnlySpan<byte> line, Range field)
    {
        const int longest = 60;
        string text = Encoding.UTF8.GetString(Text(line, field));
        return text.Length <= longest ? text : $"{text[..longest]}…";
    }
}
