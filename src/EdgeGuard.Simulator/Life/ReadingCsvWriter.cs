using System.Globalization;

namespace EdgeGuard.Simulator.Life;

/// <summary>
/// Readings as CSV lines <c>time,point,value,quality</c>: ISO 8601 UTC to the millisecond; quality good or bad; a bad value is empty.
/// </summary>
public sealed class ReadingCsvWriter
{
    public const string Header = "time,point,value,quality";

    private readonly TextWriter _writer;
    private readonly DateTimeOffset _start;

    /// <param name="writer">Stays the caller's.</param>
    /// <param name="start">When the life began.</param>
    public ReadingCsvWriter(TextWriter writer, DateTimeOffset start)
    {
        ArgumentNullException.ThrowIfNull(writer);
        (_writer, _start) = (writer, start);
        writer.Write(Header);
        writer.Write('\n');
    }

    public void Write(in RoomPoll poll)
    {
        Span<char> text = stackalloc char[32];
        Span<char> time = stackalloc char[32];
        _start.UtcDateTime.AddMilliseconds(poll.At).TryFormat(time, out int length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        foreach (RoomValue value in poll.Values)
        {
            _writer.Write(time[..length]);
            _writer.Write(',');
            _writer.Write(RoomLayout.Points[value.Point].Path);
            _writer.Write(',');
            if (!value.Bad && value.Value.TryFormat(text, out int digits, default, CultureInfo.InvariantCulture))
                _writer.Write(text[..digits]);
            _writer.Write(value.Bad ? ",bad\n" : ",good\n");
        }
    }
}
