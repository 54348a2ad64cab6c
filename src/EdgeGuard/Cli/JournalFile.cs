using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>
/// The exported journal, a JSON object a line: <c>{"prev":…,"hash":…,"utc":…,"clock":…,"line":{…}}</c>. What is hashed is the text of the last
/// member, byte for byte; <c>prev</c>, the hash of the line before, stands in the file's first line only.
/// </summary>
internal static class JournalFile
{
    private const int MaxLine = 32 * 1024 * 1024;

    private static ReadOnlySpan<byte> Member => ",\"line\":"u8;

    /// <param name="previous">Told in the first line; null in all others, and where it is not known.</param>
    public static string Write(JournalLineReport line, string? previous)
    {
        string prev = previous is null ? "" : $"\"prev\":\"{previous}\",";
        return $$"""{{{prev}}"hash":"{{line.Hash}}","utc":"{{line.Utc}}","clock":"{{ClockWords.Of(line.Clock)}}","line":{{line.Line}}}""";
    }

    /// <summary>Goes through a file; a line that is none is the verifier's to tell.</summary>
    /// <exception cref="InvalidDataException">The file holds no line, or one that is too long.</exception>
    public static async Task<JournalVerifier> VerifyAsync(Stream stream, JournalHead? head, CancellationToken cancellationToken)
    {
        var lines = new LineReader(stream, MaxLine);
        JournalVerifier? verifier = null;
        long next = 0;
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            (JournalEntry entry, byte[]? previous) = Read(line, next);
            verifier ??= new JournalVerifier(previous is null ? (ReadOnlyMemory<byte>?)null : previous, head);
            verifier.Take(entry);
            next = entry.Number + 1;
        }

        return verifier ?? throw new InvalidDataException("it is empty.");
    }

    private static (JournalEntry Entry, byte[]? Previous) Read(ReadOnlyMemory<byte> line, long next)
    {
        int at = line.Span.IndexOf(Member);
        if (at < 0 || line.Span[^1] != (byte)'}')
            return (new JournalEntry(next, line.ToArray(), Array.Empty<byte>()), null);
        byte[] payload = line[(at + Member.Length)..^1].ToArray();
        long number = JournalPayload.Read(payload)?.Number ?? next;
        try
        {
            using JsonDocument outer = JsonDocument.Parse(Encoding.UTF8.GetString(line.Span[..at]) + "}");
            return (new JournalEntry(number, payload, Hash(outer, "hash") ?? []), Hash(outer, "prev"));
        }
        catch (JsonException)
        {
            // Without its hash the line cannot hold.
            return (new JournalEntry(number, payload, Array.Empty<byte>()), null);
        }
    }

    private static byte[]? Hash(JsonDocument outer, string name) =>
        outer.RootElement.TryGetProperty(name, out JsonElement hash) && hash.ValueKind == JsonValueKind.String ? JournalChain.Parse(hash.GetString()!) : null;
}
