using EdgeGuard.Gateway.Store;
using LiteDB;

namespace EdgeGuard.Gateway.Tests.Store.PowerCuts;

/// <summary>One database with so many collections that its first page spans sectors, frequent checkpoints, small and large documents.</summary>
internal sealed class DatabaseWorkload(int seed, int steps, int collections, int checkpointPages) : IWorkload
{
    private const string Name = "db";
    private const int Keys = 12;

    /// <summary>More pages than one journal record holds.</summary>
    private const int HugeDocument = 80 * 8192;

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

            Compare(database, step);
        }

        using PowerSafeDatabase again = PowerSafeDatabase.Open(folder, Name, checkpointPages, null);
        Compare(again, step);
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
        SortedDictionary<(int Collection, int Key), BsonDocument> expected = Model(step);
        database.Read(db =>
        {
            for (int collection = 0; collection < collections; collection++)
            {
                ILiteCollection<BsonDocument> found = db.GetCollection(CollectionOf(collection));
                List<BsonDocument> wanted = [.. expected.Where(e => e.Key.Collection == collection).Select(static e => e.Value)];
                Assert.Equal(wanted.Select(static d => d.ToString()), found.FindAll().Select(static d => d.ToString()));
                foreach (BsonDocument document in wanted)
                {
                    Assert.Equal(document["n"].AsInt32, found.FindById(document["_id"])["n"].AsInt32);
                    Assert.Contains(found.Find(BsonExpression.Create("$.n = @0", document["n"])).ToList(), d => d["_id"] == document["_id"]);
                }
            }

            return 0;
        });
    }

    private SortedDictionary<(int Collection, int Key), BsonDocument> Model(int step)
    {
        var model = new SortedDictionary<(int, int), BsonDocument>();
        for (int done = 1; done <= step; done++)
        {
            foreach ((int collection, int key, int? size) in Changes(done))
            {
                if (size is { } length) model[(collection, key)] = Document(done, key, length);
                else model.Remove((collection, key));
            }
        }

        return model;
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
