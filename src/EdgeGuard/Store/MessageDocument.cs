using System.Text;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>An outbox message as it stands in a database. Names are short because they are written with every message.</summary>
internal static class MessageDocument
{
    public const string Key = "k";

    /// <summary>Of a message beside its texts; index and page filling included, as measured.</summary>
    private const long Overhead = 430;

    public static BsonDocument Write(BsonValue id, OutboxMessage message, bool compressed)
    {
        MessageDraft content = message.Content;
        var document = new BsonDocument
        {
            ["_id"] = id,
            ["e"] = message.Epoch,
            ["s"] = content.Stream,
            ["n"] = message.Seq,
            ["l"] = (int)content.Lane,
            ["to"] = content.Topic,
            ["b"] = (long)content.At.Boot,
            ["t"] = content.At.SinceBoot.Ticks,
            [compressed ? "z" : "c"] = compressed ? Compression.Pack(content.Body.Span) : content.Body.ToArray(),
        };
        if (content.Onset is { } onset)
        {
            document["ob"] = (long)onset.Boot;
            document["ot"] = onset.SinceBoot.Ticks;
        }

        if (content.Began is { } began)
        {
            document["rb"] = (long)began.Boot;
            document["rt"] = began.SinceBoot.Ticks;
        }

        if (content.Text is { } text)
        {
            document["uz"] = text.Zh;
            document["ue"] = text.En;
        }

        if (content.ActiveKey is { } active) document["a"] = active;
        if (content.Ended) document["x"] = true;
        return document;
    }

    public static OutboxMessage Read(BsonDocument document)
    {
        MonotonicTime? onset = document.TryGetValue("ob", out BsonValue boot) ? Time(boot, document["ot"]) : null;
        byte[] body = document.TryGetValue("z", out BsonValue packed) ? Compression.Unpack(packed.AsBinary) : document["c"].AsBinary;
        var content = new MessageDraft(
            document["s"].AsString, (Lane)document["l"].AsInt32, document["to"].AsString, Time(document["b"], document["t"]), onset, body)
        {
            ActiveKey = document.TryGetValue("a", out BsonValue active) ? active.AsString : null,
            Ended = document.ContainsKey("x"),
            Text = document.TryGetValue("uz", out BsonValue zh) ? new Words(zh.AsString, document["ue"].AsString) : null,
            Began = document.TryGetValue("rb", out BsonValue began) ? Time(began, document["rt"]) : null,
        };
        return new OutboxMessage(document["e"].AsString, document["n"].AsInt64, content);
    }

    /// <summary>Sorts by stream, then by number.</summary>
    public static string KeyOf(string stream, long seq) => $"{stream}:{Math.Max(seq, 0):D19}";

    /// <summary>Roughly what a message takes in its database.</summary>
    public static long SizeOf(BsonDocument document) => Overhead + document.Values.Sum(static value =>
        value.IsBinary ? value.AsBinary.Length : value.IsString ? Encoding.UTF8.GetByteCount(value.AsString) : 0);

    private static MonotonicTime Time(BsonValue boot, BsonValue ticks) => new((uint)boot.AsInt64, TimeSpan.FromTicks(ticks.AsInt64));
}
