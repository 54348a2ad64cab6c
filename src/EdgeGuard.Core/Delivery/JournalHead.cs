using System.Globalization;

namespace EdgeGuard.Core.Delivery;

/// <summary>The newest line of a journal: whoever holds it can tell later whether anything up to it was changed or cut off.</summary>
/// <param name="Number">0: there is none yet.</param>
/// <param name="Hash">In hexadecimal digits.</param>
public sealed record JournalHead(long Number, string Hash)
{
    public static readonly JournalHead None = new(0, JournalChain.Hex(JournalChain.Genesis.Span));

    /// <summary>Reads <c>NUMBER:HASH</c>; null for anything else.</summary>
    public static JournalHead? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && JournalChain.Parse(parts[1]) is { } hash
                ? new JournalHead(number, JournalChain.Hex(hash)) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");
}
