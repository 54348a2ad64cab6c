using CsCheck;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Store;
using static EdgeGuard.Gateway.Tests.Store.Drafts;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class ChunkCodecTests
{
    private static readonly string[] Points = ["ups1.load", "ups1.input.l1.v", "dc.\"quoted\"", "机房.温度", "a"];

    private static readonly double[] Odd = [0.0, -0.0, 9007199254740993.0, double.MaxValue, double.Epsilon, 0.1 + 0.2];

    private static readonly Gen<double> Values = Gen.Frequency(
        (6, Gen.Int[-500, 4000].Select(static n => n / 10.0)),
        (2, Gen.Int[-900_000, 900_000].Select(static n => n / 10_000.0)),
        (1, Gen.Double.Where(double.IsFinite)),
        (1, Gen.Int[0, Odd.Length - 1].Select(static i => Odd[i])));

    private static readonly Gen<(int Point, int Age, double Value, Quality Quality, QualityReason Reason)> Readings = Gen.Select(
        Gen.Int[0, Points.Length - 1],
        Gen.Frequency((5, Gen.Const(250)), (2, Gen.Int[0, 20_000]), (1, Gen.Int)),
        Values,
        Gen.Frequency((8, Gen.Const(Quality.Good)), (1, Gen.Const(Quality.Uncertain)), (1, Gen.Const(Quality.Bad))),
        Gen.Enum<QualityReason>());

    private static readonly Gen<MessageDraft> Canonical = Gen.Select(
        Gen.UInt[1, 3], Gen.Long[0, TimeSpan.TicksPerDay * 4000], Gen.Enum<Origin>(), Readings.Array[0, 40]).Select(static (boot, ticks, origin, readings) =>
        {
            var writer = new TelemetryBodyWriter();
            writer.Begin(origin);
            foreach ((int point, int age, double value, Quality quality, QualityReason reason) in readings)
                writer.Add(Points[point], age, value, quality, reason);
            return TelemetryDraft.Of(new MonotonicTime(boot, TimeSpan.FromTicks(ticks)), writer.End().ToArray());
        });

    private static readonly Gen<MessageDraft> Foreign = Gen.Select(
        Gen.Long[0, TimeSpan.TicksPerDay], Gen.Byte.Array[0, 60]).Select(static (ticks, body) => TelemetryDraft.Of(new MonotonicTime(1, TimeSpan.FromTicks(ticks)), body));

    private static readonly Gen<MessageDraft[]> Chunks = Gen.Frequency((5, Canonical), (1, Foreign)).Array[1, 30];

    [Fact]
    public void A_chunk_gives_back_the_messages_that_it_was_made_of() => Chunks.Sample(
        static drafts =>
        {
            (byte[] chunk, PointNames names) = Write(drafts);
            KeptChunk kept = KeptChunk.Of(new ChunkHead(7, 6 + drafts.Length, "e", default, default, 0, chunk), names);
            for (int i = 0; i < drafts.Length; i++)
            {
                OutboxMessage message = kept.Message(7 + i);
                Assert.Equal((7 + i, drafts[i].At, "e"), (message.Seq, message.Content.At, message.Epoch));
                Assert.Equal(Told(drafts[i]), Told(message.Content));
            }
        },
        iter: 500);

    [Fact]
    public void One_point_is_read_alone_as_it_is_read_with_the_others() => Gen.Select(Chunks, Gen.Int[0, Points.Length - 1].Select(static i => Points[i])).Sample(
        static (drafts, point) =>
        {
            (byte[] chunk, PointNames names) = Write(drafts);
            var head = new ChunkHead(1, drafts.Length, "e", default, default, 0, chunk);
            byte[] name = System.Text.Encoding.UTF8.GetBytes(point);
            Assert.Equal(KeptChunk.Of(head, names).Readings(name), KeptChunk.Of(head, names, name).Readings(name));
        },
        iter: 500);

    [Fact]
    public void Damaged_bytes_are_refused_or_read_and_do_no_harm() => Gen.Select(Chunks, Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 6], Gen.Int[0, 400], Gen.Bool).Sample(
        static (drafts, flips, cut, plain) =>
        {
            (byte[] chunk, PointNames names) = Write(drafts);
            // Most damage ends at the decompression, so some is done before it.
            byte[] bytes = plain ? Compression.Unpack(chunk.AsSpan(1)) : chunk;
            foreach ((int at, byte value) in flips) bytes[at % bytes.Length] ^= value;
            bytes = cut < bytes.Length && cut % 3 == 0 ? bytes[..cut] : bytes;
            if (plain) bytes = [ChunkFormat.Version, .. Compression.Pack(bytes)];
            long before = GC.GetAllocatedBytesForCurrentThread();
            TryRead(bytes, names);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40_000_000);
        },
        iter: 2000);

    [Fact]
    public void A_chunk_of_a_later_version_is_refused()
    {
        (byte[] chunk, PointNames names) = Write([Telemetry("1")]);
        chunk[0] = 2;
        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => ChunkReader.Read(chunk, names)).Message, StringComparison.Ordinal);
    }

    private static void TryRead(byte[] bytes, PointNames names)
    {
        try
        {
            ChunkRows rows = ChunkReader.Read(bytes, names);
            var writer = new TelemetryBodyWriter();
            for (int i = 0; i < rows.Heads.Count; i++) _ = rows.Body(i, writer);
        }
        catch (InvalidDataException)
        {
            // That is what it is for.
        }
    }

    private static (byte[] Chunk, PointNames Names) Write(MessageDraft[] drafts)
    {
        var open = new OpenChunk();
        foreach (MessageDraft draft in drafts) _ = open.Add("e", draft, 0);
        var names = new PointNames();
        _ = names.Add("another.point"u8);
        return (new ChunkWriter().Write(open.Rows, names), names);
    }

    /// <summary>What a message tells, in the order of its points; a body that is none as it is.</summary>
    private static string Told(MessageDraft draft)
    {
        var told = new List<(string Point, string Reading)>();
        var body = new TelemetryBody(draft.Body.Span, draft.At);
        try
        {
            while (body.Read())
                told.Add((System.Text.Encoding.UTF8.GetString(body.Point), $"{body.Age} {BitConverter.DoubleToInt64Bits(body.Value)} {body.Quality} {body.Reason}"));
        }
        catch (System.Text.Json.JsonException)
        {
            return Convert.ToHexString(draft.Body.Span);
        }

        return body.Origin + string.Join(';', told.OrderBy(static t => t.Point, StringComparer.Ordinal).Select(static t => t.Point + t.Reading));
    }
}
