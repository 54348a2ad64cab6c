using LiteDB;

namespace EdgeGuard.Gateway.Store;

/// <summary>A document read from a damaged database.</summary>
/// <param name="Collection">Null where the page that holds the names of the collections is lost.</param>
/// <param name="CollectionId">The same for all documents of one collection, with its name or without.</param>
internal readonly record struct SalvagedDocument(string? Collection, uint CollectionId, BsonDocument Document, int Bytes);
