using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>Knows the documents of the alarm database by their fields, for when the page that names its collections is lost.</summary>
internal static class AlarmShapes
{
    /// <returns>Null: nothing that is known.</returns>
    public static string? CollectionOf(BsonDocument document)
    {
        BsonValue id = document["_id"];
        if (IsMessage(document)) return MessageCollection(document, id);
        if (Has(document, "k", "uz", "ue", "r")) return "ended";
        if (id.IsNumber && document["h"].IsBinary && document["p"].IsBinary) return "journal";
        if (!id.IsString) return null;
        return Has(document, "epoch", "commit") || Has(document, "v") ? "meta" : Has(document, "b") ? "state" : null;
    }

    public static bool IsMessage(BsonDocument document) =>
        document["e"].IsString && document["s"].IsString && document["n"].IsNumber && document["l"].IsNumber && document["to"].IsString
        && document["b"].IsNumber && document["t"].IsNumber && (document["c"].IsBinary || document["z"].IsBinary);

    private static string MessageCollection(BsonDocument document, BsonValue id) =>
        document.ContainsKey("reason") ? "dead" : id.IsString ? "active" : "outbox";

    private static bool Has(BsonDocument document, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!document.ContainsKey(name)) return false;
        }

        return true;
    }
}
