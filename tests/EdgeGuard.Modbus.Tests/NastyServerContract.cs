namespace EdgeGuard.Modbus.Tests;

/// <summary>What every client does with a TCP server that answers badly.</summary>
public abstract class NastyServerContract
{
    private static readonly Dictionary<string, Func<byte[], byte[], IEnumerable<byte[]?>>> Ways = new()
    {
        ["late"] = (_, answer) => [[], answer],
        ["half, the rest late"] = (_, answer) => [answer[..10], [], answer[10..]],
        ["header only"] = (_, answer) => [answer[..7]],
        ["another transaction"] = (_, answer) => [With(answer, 1, 0x77)],
        ["another protocol"] = (_, answer) => [With(answer, 3, 1)],
        ["another unit"] = (_, answer) => [With(answer, 6, 9)],
        ["another function"] = (_, answer) => [With(answer, 7, 4)],
        ["a wrong byte count"] = (_, answer) => [With(answer, 8, 2)],
        ["fewer registers"] = (_, answer) => [With(With(answer[..^2], 5, (byte)(answer[5] - 2)), 8, (byte)(answer[8] - 2))],
        ["length zero"] = (_, answer) => [With(answer, 5, 0)],
        ["a huge length"] = (_, answer) => [With(answer, 4, 0x7F)],
        ["a length too long"] = (_, answer) => [With(answer, 5, (byte)(answer[5] + 4))],
        ["a length too short"] = (_, answer) => [With(answer, 5, (byte)(answer[5] - 4))],
        ["a cut exception"] = (_, answer) => [[.. With(answer[..8], 5, 2).AsSpan(0, 7), 0x83]],
        ["an exception of code 0"] = (_, answer) => [[.. With(answer[..8], 5, 3).AsSpan(0, 7), 0x83, 0]],
        ["garbage"] = (_, _) => ["HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()],
        ["the request itself"] = (request, _) => [request],
        ["closes at once"] = (_, _) => [null],
        ["closes mid-frame"] = (_, answer) => [answer[..11], null],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> WayNames => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(WayNames))]
    public async Task A_bad_answer_is_a_declared_error_and_the_next_request_gets_its_own(string way)
    {
        await using var server = new NastyServer(Ways[way]);
        await using var client = Client(server);
        var values = new ushort[] { 999, 999, 999 };

        var error = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client, values));
        Assert.Contains(error.Kind, new[] { ModbusErrorKind.Timeout, ModbusErrorKind.ProtocolError, ModbusErrorKind.ConnectionClosed });
        Assert.Equal([999, 999, 999], values);

        server.Release.TrySetResult();
        await ReadAsync(client, values);
        Assert.Equal([2, 2, 2], values);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task An_answer_in_single_bytes_is_one_answer()
    {
        await using var server = new NastyServer((_, answer) => answer.Select(b => new[] { b }));
        await using var client = Client(server);
        var values = new ushort[3];

        await ReadAsync(client, values);
        Assert.Equal([1, 1, 1], values);

        await ReadAsync(client, values);
        Assert.Equal([2, 2, 2], values);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_answers_to_one_request_never_answer_the_next_one(bool apart)
    {
        await using var server = new NastyServer((_, answer) => apart ? [answer, [], answer] : [[.. answer, .. answer]]);
        await using var client = Client(server);
        var values = new ushort[3];

        await ReadAsync(client, values);
        Assert.Equal([1, 1, 1], values);
        server.Release.TrySetResult();
        for (ushort seen = 0; seen < 2;)
        {
            try
            {
                await ReadAsync(client, values);
                Assert.All(values, v => Assert.True(v > 1));
                seen++;
            }
            catch (ModbusException e)
            {
                // The second copy may arrive after the next request went out; its transaction id gives it away.
                Assert.True(e.Kind is ModbusErrorKind.ProtocolError or ModbusErrorKind.ConnectionClosed, e.Message);
            }
        }
    }

    protected abstract IModbusClient Make(string host, int port, ModbusClientOptions options);

    private IModbusClient Client(NastyServer server) => Make("127.0.0.1", server.Port, TestServer.Options(answerMilliseconds: 300));

    private static Task ReadAsync(IModbusClient client, ushort[] values) =>
        client.ReadRegistersAsync(3, ModbusTable.HoldingRegister, 0x10, values, Token).AsTask();

    private static byte[] With(byte[] bytes, int index, byte value)
    {
        var copy = (byte[])bytes.Clone();
        copy[index] = value;
        return copy;
    }
}
