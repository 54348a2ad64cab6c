using CsCheck;
using EdgeGuard.Gateway.Mqtt;
using MQTTnet.Exceptions;

namespace EdgeGuard.Gateway.Tests.Mqtt;

public sealed class PacketLengthGuardTests
{
    [Fact]
    public void Packets_up_to_the_limit_pass_however_they_are_cut()
    {
        Gen<(int[] Lengths, int Cut)> gen = Gen.Select(Gen.Int[0, 1000].Array[1, 20], Gen.Int[1, 700]);
        gen.Sample(
            t =>
            {
                var guard = new PacketLengthGuard(1000);
                foreach (byte[] piece in t.Lengths.SelectMany(Packet).Chunk(t.Cut))
                {
                    guard.Check(piece);
                }
            },
            iter: 300);
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(70_000)]
    [InlineData(268_435_455)]
    public void A_larger_one_is_refused_at_its_header(int length)
    {
        var guard = new PacketLengthGuard(1000);
        guard.Check([.. Packet(1000)]);

        Assert.Throws<MqttProtocolViolationException>(() => guard.Check(Header(length)));
    }

    private static IEnumerable<byte> Packet(int length) => Header(length).Concat(Enumerable.Repeat((byte)0xFF, length));

    private static byte[] Header(int length)
    {
        var bytes = new List<byte> { 0x30 };
        do
        {
            bytes.Add((byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0)));
            length >>= 7;
        }
        while (length > 0);
        return [.. bytes];
    }
}
