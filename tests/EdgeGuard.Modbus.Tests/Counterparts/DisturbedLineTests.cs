namespace EdgeGuard.Modbus.Tests.Counterparts;

/// <summary>Our RTU client and servers written by others, on lines that add, cut and echo.</summary>
public class DisturbedLineTests
{
    private static readonly Dictionary<string, Func<byte[], byte[], IEnumerable<byte[]>>> Harmless = new()
    {
        ["a driver's stray bytes before the answer"] = (_, answer) => [[0x00, 0xFF, .. answer]],
        ["a driver's stray bytes behind the answer"] = (_, answer) => [[.. answer, 0xFF, 0x00]],
        ["byte by byte"] = (_, answer) => answer.Select(b => new[] { b }),
        ["byte by byte, with a stray one first"] = (_, answer) => answer.Prepend((byte)0).Select(b => new[] { b }),
    };

    private static readonly Dictionary<string, Func<byte[], byte[], IEnumerable<byte[]>>> Harmful = new()
    {
        ["noise before the answer"] = (_, answer) => [[0x55, 0x13, .. answer]],
        ["another answer's worth of noise behind it"] = (_, answer) => [[.. answer, 9, 8, 7, 6, 5]],
        ["another station's frame"] = (_, answer) => [Foreign(answer), answer],
        ["another station's frame alone"] = (_, answer) => [Foreign(answer)],
        ["a byte lost"] = (_, answer) => [answer[..^1]],
        ["a bit flipped"] = (_, answer) => [[.. answer[..3], (byte)(answer[3] ^ 4), .. answer[4..]]],
        ["an echo that nobody told of"] = (request, answer) => [request, answer],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> HarmlessWays => Ways(Harmless.Keys);

    public static TheoryData<string, bool> HarmfulWays => Ways(Harmful.Keys);

    [Theory]
    [MemberData(nameof(HarmlessWays))]
    public async Task An_answer_that_is_whole_is_taken(string way, bool serial)
    {
        await using var far = await OthersServer.StartAsync(serial);
        await using var client = Make(far, Harmless[way], echo: false, out _);

        Assert.Equal(1017, await ReadAsync(client, 17));
        Assert.Equal(1018, await ReadAsync(client, 18));
    }

    [Theory]
    [MemberData(nameof(HarmfulWays))]
    public async Task An_answer_that_is_not_sure_is_a_declared_error_and_the_next_request_gets_its_own(string way, bool serial)
    {
        await using var far = await OthersServer.StartAsync(serial);
        await using var client = Make(far, Harmful[way], echo: false, out var line);

        var error = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(client, 17));
        line().Disturbs = false;

        Assert.Contains(error.Kind, new[] { ModbusErrorKind.ProtocolError, ModbusErrorKind.Crc });
        Assert.Equal(way == "an echo that nobody told of", error.Message.Contains("\"echo\": true", StringComparison.Ordinal));
        Assert.Equal(1018, await ReadAsync(client, 18));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_adapters_echo_is_no_answer(bool serial)
    {
        await using var far = await OthersServer.StartAsync(serial);
        await using var client = Make(far, (request, answer) => [request[..3], [.. request[3..], 0, .. answer]], echo: true, out _);

        Assert.Equal(1017, await ReadAsync(client, 17));
        await client.WriteAsync(1, ModbusWrite.Register(5, 50), Token);
        Assert.Equal(1018, await ReadAsync(client, 18));
    }

    private static TheoryData<string, bool> Ways(IEnumerable<string> names)
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in names)
        {
            data.Add(name, false);
            data.Add(name, true);
        }

        return data;
    }

    /// <summary>The same answer as from unit 9.</summary>
    private static byte[] Foreign(byte[] answer)
    {
        var frame = (byte[])answer.Clone();
        RtuFrame.Seal(frame, 9, frame.Length - 3);
        return frame;
    }

    private static ModbusRtuClient Make(
        OthersServer far, Func<byte[], byte[], IEnumerable<byte[]>> disturb, bool echo, out Func<DisturbedLine> line)
    {
        DisturbedLine? open = null;
        line = () => open!;
        var options = new ModbusRtuOptions
        {
            // The time of every unsure answer is lost: long enough for a busy machine, short enough for a test.
            Timing = new ModbusUnitTiming(TimeSpan.FromSeconds(1), TimeSpan.Zero),
            Baud = 115_200,
            LocalEcho = echo,
            AllowWrites = true,
            HasPendingInput = stream => ((DisturbedLine)stream).HasPending,
        };
        return new ModbusRtuClient(
            "disturbed", async token => open = new DisturbedLine(await far.OpenAsync(token), disturb), options, TimeProvider.System);
    }

    private static async Task<ushort> ReadAsync(ModbusRtuClient client, ushort address)
    {
        var values = new ushort[1];
        await client.ReadRegistersAsync(1, ModbusTable.InputRegister, address, values, Token);
        return values[0];
    }
}
