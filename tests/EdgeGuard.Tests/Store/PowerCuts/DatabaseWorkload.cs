using System.Collections.Immutable;
using EdgeGuard.Gateway.Store;
using LiteDB;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>One database with so many collections that its first page spans sectors, frequent checkpoints, small and large documents.</summary>
/// <param name="ballast">Documents of 200 kB that are there from the start, for a file of many megabytes.</param>
internal sealed class DatabaseWorkload(int seed, int steps, int collections, int checkpointPages, int ballast = 0) : IWorkload
{
    private const string Name = "db";
    private const int Keys = 12;
    private readonly List<ImmutableSortedDictionary<(int Collection, int Key), BsonDocument>> _models =
        [ImmutableSortedDictionary<(int Collection, int Key), BsonDocument>.Empty];

    /// <summary>More pages than one journal record holds.</summary>
    private const int HugeDocument = 80 * 8192;

    public IReadOnlyDictionary<string, byte[]> Start { get; } = Fill(ballast);

    public void Run(TraceFolder folder)
    {
        PowerSafeDatabase database = PowerSafeDatabase.Open(folder, Name, checkpointPages, null);
        for (int step = 1; step <= steps; step++)
        {
            if (step % 37 == 0)
            {
                database.Dispose();
                database = PowerSafeDatabase.Open(folder, Name, checkpointPages, null);
            }

            if (step % 23 == 0) database.Checkpoint();
            folder.Mark(DiskAction.Started, step);
            Commit(database, step);
            folder.Mark(DiskAction.Acknowledged, step);
        }

        database.Dispose();
    }

    public void Verify(TraceFolder folder, Progress progress)
    {
        int step;
        using (PowerSafeDatabase database = PowerSafeDatabase.Open(folder, Name, checkpointPages, null))
        {
            step = StepOf(database);
            Assert.InRange(step, progress.Acknowledged, progress.Started);
            Compare(database, step);
            folder.Mark(DiskAction.Acknowledged, step);
            for (int more = 0; more < 4; more++)
            {
                folder.Mark(DiskAction.Started, ++step);
                Commit(database, step);
                folder.Mark(DiskAction.Acknowledged, step);
                if (more == 1) database.Checkpoint();
            }
        }

        using PowerSafeDatabase again = PowerSafeDatabase.Open(folder, Name, checkpointPages, null);
        Compare(again, step);
        _ = again.VerifyPages();
        Assert.Equal(ballast, again.Read(static db => db.GetCollection("ballast").Count()));
    }

    private static Dictionary<string, byte[]> Fill(int ballast)
    {
        var folder = new MemoryFolder();
        if (ballast == 0) return [];
        using (PowerSafeDatabase database = PowerSafeDatabase.Open(folder, Name, 250, null))
        {
            for (int i = 0; i < ballast; i++)
            {
                byte[] body = new byte[200_000];
                new Random(i).NextBytes(body);
                database.Commit(db => db.GetCollection("ballast").Insert(new BsonDocument { ["_id"] = i, ["body"] = body }));
            }
        }

        return folder.Names().ToDictionary(static name => name, name => Rot.Read(folder, name));
    }

    private void Commit(PowerSafeDatabase database, int step) => database.Commit(db =>
    {
        foreach ((int collection, int key, int? size) in Changes(step))
        {
            ILiteCollection<BsonDocument> target = db.GetCollection(CollectionOf(collection));
            target.EnsureIndex("n", BsonExpression.Create("$.n"));
            if (size is { } length) target.Upsert(Document(step, key, length));
            else target.Delete(key);
        }

        db.GetCollection("step").Upsert(new BsonDocument { ["_id"] = 0, ["step"] = step });
    });

    private static int StepOf(PowerSafeDatabase database) =>
        database.Read(static db => db.GetCollection("step").FindById(0)?["step"].AsInt32 ?? 0);

    private void Compare(PowerSafeDatabase database, int step)
    {
        ILookup<int, BsonDocument> expected = Model(step).ToLookup(static e => e.Key.Collection, static e => e.Value);
        database.Read(db =>
        {
            for (int collection = 0; collection < collections; collection++)
            {
                ILiteCollection<BsonDocument> found = db.GetCollection(CollectionOf(collection));
                AssertSame(expected[collection], found.FindAll());
                foreach (BsonDocument document in expected[collection])
                {
                    AssertSame([document], [found.FindById(document["_id"])]);
                    Assert.Contains(found.Find(BsonExpression.Create("$.n = @0", document["n"])), d => d["_id"] == document["_id"]);
                }
            }

            return 0;
        });
    }

    private static void AssertSame(IEnumerable<BsonDocument> wanted, IEnumerable<BsonDocument> found)
    {
        List<BsonDocument> all = [.. found];
        Assert.Equal(wanted.Select(static d => (d["_id"].AsInt32, d["n"].AsInt32)), all.Select(static d => (d["_id"].AsInt32, d["n"].AsInt32)));
        Assert.All(wanted.Zip(all), static pair => Assert.True(pair.First["body"].AsBinary.AsSpan().SequenceEqual(pair.Second["body"].AsBinary)));
    }

    /// <summary>What must be there after a step; told once and kept.</summary>
    private ImmutableSortedDictionary<(int Collection, int Key), BsonDocument> Model(int step)
    {
        lock (_models)
        {
            while (_models.Count <= step)
            {
                var next = _models[^1].ToBuilder();
                foreach ((int collection, int key, int? size) in Changes(_models.Count))
                {
                    if (size is { } length) next[(collection, key)] = Document(_models.Count, key, length);
                    else next.Remove((collection, key));
                }

                _models.Add(next.ToImmutable());
            }

            return _models[step];
        }
    }

    private IEnumerable<(int Collection, int Key, int? Size)> Changes(int step)
    {
        var random = new Random(unchecked((seed * 7919) + step));
        if (step % 41 == 0) yield return (0, 0, HugeDocument);
        if (step <= collections) yield return (step - 1, 1, 100);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int? size = random.Next(10) switch { 0 or 1 => null, 2 => random.Next(4_000, 20_000), _ => random.Next(20, 400) };
            yield return (random.Next(Math.Min(step, collections)), random.Next(Keys), size);
        }
    }

    private static BsonDocument Document(int step, int key, int length)
    {
        byte[] body = new byte[length];
        new Random(step).NextBytes(body);
        return new BsonDocument { ["_id"] = key, ["n"] = step, ["body"] = body };
    }

    private static string CollectionOf(int collection) => $"a_collection_with_a_rather_long_name_{collection}";
}
