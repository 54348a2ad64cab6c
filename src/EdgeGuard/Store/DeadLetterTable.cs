using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>The last thousand messages that were rejected for good.</summary>
internal static class DeadLetterTable
{
    public const int Kept = 1000;
    private const string Name = "dead";

    public static void Add(ILiteDatabase database, AlarmCounters counters, IReadOnlyList<DeadLetter> letters)
    {
        foreach (DeadLetter letter in letters)
        {
            BsonDocument document = MessageDocument.Write(++counters.DeadLetters, letter.Message, compressed: true);
            document["consumer"] = letter.Consumer;
            document["reason"] = letter.Reason;
            Table(database).Insert(document);
            if (counters.DeadLetters > Kept) Table(database).Delete(counters.DeadLetters - Kept);
        }
    }

    /// <summary>The newest ones, oldest of them first.</summary>
    public static IReadOnlyList<DeadLetter> Tail(ILiteDatabase database, int max)
    {
        List<DeadLetter> letters =
        [
            .. Table(database).Find(Query.All(Query.Descending), 0, max).Select(static document =>
                new DeadLetter(document["consumer"].AsString, document["reason"].AsString, MessageDocument.Read(document))),
        ];
        letters.Reverse();
        return letters;
    }

    private static ILiteCollection<BsonDocument> Table(ILiteDatabase database) => database.GetCollection(Name, BsonAutoId.Int64);
}
