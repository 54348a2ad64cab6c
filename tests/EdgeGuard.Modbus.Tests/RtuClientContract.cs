namespace EdgeGuard.Modbus.Tests;

/// <summary>What every client does over a serial line.</summary>
public abstract class RtuClientContract
{
    private static readonly Dictionary<string, Func<byte[], IEnumerable<byte[]>>> Ways = new()
    {
        ["nothing"] = _ => [],
        ["a flipped bit"] = r => [Flip(RtuBench.Answer(r, 1), 4)],
        ["another unit"] = r => [RtuBench.Answer([9, .. r[1..]], 1)],
        ["another function"] = r => [RtuBench.Answer([r[0], 4, .. r[2..]], 1)],
        ["fewer registers"] = r => [RtuBench.Answer([.. r[..5], 1, 0, 0], 1)],
        ["half a frame"] = r => [RtuBench.Answer(r, 1)[..5]],
        ["two answers at once"] = r => [[.. RtuBench.Answer(r, 1), .. RtuBench.Answer(r, 2)]],
        ["the request itself"] = r => [r],
        ["garbage"] = _ => [[0, 0xFF, 0x55, 0xAA]],
        ["a byte count past the frame"] = r => [[r[0], r[1], 0xFF, 0, 0]],
    };

    public static TheoryData<string> WayNames => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(WayNames))]
    public async Task A_bad_answer_is_a_declared_error_and_a_late_one_is_never_taken_for_the_next(string way)
    {
        await using var bench = new RtuBench(Make, pendingInputIsSeen: false);
        bench.Line.OnRequest = (n, request) => n == 1 ? Ways[way](request) : [RtuBench.Answer(request, 2)];

        var kind = await bench.FailAsync();
        bench.Line.Arrive(RtuBench.Answer([1, 3, 0, 0, 0, 2, 0, 0], 1));
        var values = await bench.ReadAsync();

        var expected = way == "nothing" ? ModbusErrorKind.Timeout : way == "a flipped bit" ? ModbusErrorKind.Crc : ModbusErrorKind.ProtocolError;
        Assert.Equal(expected, kind);
        Assert.Equal([2, 2], values);
        Assert.Equal(1, bench.Opened);
    }

    [Fact]
    public async Task After_a_late_answer_the_line_is_silent_for_a_whole_answer_time_before_the_next_request()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => n == 1 ? [] : [RtuBench.Answer(request, 2)];

        Assert.Equal(ModbusErrorKind.Timeout, await bench.FailAsync());
        bench.Line.Arrive(RtuBench.Answer([1, 3, 0, 0, 0, 2, 0, 0], 1));
        var late = bench.Time.GetUtcNow();
        await bench.ReadAsync();

        Assert.True(bench.Line.Written[1].At - late >= RtuBench.AnswerTimeout);
    }

    [Fact]
    public async Task Time_that_passed_unused_since_the_failure_counts_as_silence()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => n == 1 ? [] : [RtuBench.Answer(request, 2)];
        await bench.FailAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(5));
        var asked = bench.Time.GetUtcNow();
        await bench.ReadAsync();

        Assert.True(bench.Line.Written[1].At - asked < RtuBench.AnswerTimeout);
    }

    [Fact]
    public async Task An_answer_that_comes_long_after_it_was_given_up_is_dropped_where_pending_input_is_seen()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => n == 1 ? [] : [RtuBench.Answer(request, (ushort)n)];
        await bench.FailAsync();
        await bench.ReadAsync();

        bench.Time.Advance(TimeSpan.FromSeconds(3));
        bench.Line.Arrive(RtuBench.Answer([1, 3, 0, 0, 0, 2, 0, 0], 1));

        Assert.Equal([3, 3], await bench.ReadAsync());
    }

    [Fact]
    public async Task A_line_that_never_falls_silent_is_an_error_and_is_opened_anew()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (_, request) => bench.Opened == 1 ? [] : [RtuBench.Answer(request, 2)];
        await bench.FailAsync();
        using var babble = bench.Time.CreatePlainTimer(() => bench.Line.Arrive(0x55), TimeSpan.FromMilliseconds(100));

        Assert.Equal(ModbusErrorKind.ProtocolError, await bench.FailAsync());
        Assert.Single(bench.Line.Written);
        await babble.DisposeAsync();
        Assert.Equal([2, 2], await bench.ReadAsync());
        Assert.Equal(2, bench.Opened);
    }

    [Theory]
    [InlineData(9600, 4.01)]
    [InlineData(19_200, 2.0)]
    [InlineData(38_400, 1.75)]
    [InlineData(115_200, 1.75)]
    public async Task Requests_are_three_and_a_half_characters_apart(int baud, double milliseconds)
    {
        await using var bench = new RtuBench(Make, baud: baud);
        bench.Line.OnRequest = (_, request) => [RtuBench.Answer(request, 1)];

        await bench.ReadAsync();
        await bench.ReadAsync();

        var apart = bench.Line.Written[1].At - bench.Line.Written[0].At;
        Assert.True(apart >= TimeSpan.FromMilliseconds(milliseconds), $"{apart.TotalMilliseconds} ms");
    }

    [Fact]
    public async Task A_devices_own_gap_is_kept_before_its_requests_only()
    {
        await using var bench = new RtuBench(Make, gap: TimeSpan.FromMilliseconds(300));
        bench.Line.OnRequest = (_, request) => [RtuBench.Answer(request, 1)];

        await bench.ReadAsync();
        await bench.ReadAsync();
        await bench.ReadAsync(unit: 42);

        var at = bench.Line.Written.Select(w => w.At).ToArray();
        Assert.True(at[1] - at[0] < TimeSpan.FromMilliseconds(300));
        Assert.True(at[2] - at[1] >= TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task An_answer_in_pieces_and_a_stray_byte_behind_it_are_one_answer()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => RtuBench.Answer(request, (ushort)n).Append((byte)0).Select(b => new[] { b });

        Assert.Equal([1, 1], await bench.ReadAsync());
        Assert.Equal([2, 2], await bench.ReadAsync());
    }

    [Fact]
    public async Task A_line_whose_reads_block_the_caller_serves_as_well_and_times_out()
    {
        await using var bench = new RtuBench(Make, blocking: true);
        bench.Line.OnRequest = (n, request) => n == 2 ? [] : [RtuBench.Answer(request, (ushort)n)];

        Assert.Equal([1, 1], await bench.ReadAsync());
        Assert.Equal(ModbusErrorKind.Timeout, await bench.FailAsync());
        Assert.Equal([3, 3], await bench.ReadAsync());
    }

    [Fact]
    public async Task An_adapter_that_echoes_is_told_apart_from_the_device_even_for_writes()
    {
        await using var bench = new RtuBench(Make, echo: true);
        bench.Line.OnRequest = (n, request) => n switch
        {
            1 => [[.. request, .. RtuBench.Answer(request, 7)]],
            2 => [request, request],
            _ => [request],
        };
        var write = () => bench.Client.WriteAsync(1, ModbusWrite.Register(1, 2), TestContext.Current.CancellationToken);

        Assert.Equal([7, 7], await bench.ReadAsync());
        await bench.RunAsync(write);
        var error = await Assert.ThrowsAsync<ModbusException>(() => bench.RunAsync(write));

        Assert.Equal(ModbusErrorKind.Timeout, error.Kind);
    }

    [Fact]
    public async Task A_broadcast_awaits_no_answer_but_gives_the_devices_time()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => n == 1 ? [] : [RtuBench.Answer(request, 2)];

        await bench.RunAsync(() => bench.Client.WriteAsync(0, ModbusWrite.Register(1, 2), TestContext.Current.CancellationToken));
        await bench.ReadAsync();

        Assert.Equal("00 06 00 01 00 02 58 1A", Hex.Text(bench.Line.Written[0].Frame));
        Assert.True(bench.Line.Written[1].At - bench.Line.Written[0].At >= TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => bench.ReadAsync(unit: 0));
    }

    [Fact]
    public async Task A_lost_line_is_opened_again_by_the_next_request()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (_, request) => [RtuBench.Answer(request, 1)];
        await bench.ReadAsync();
        var first = bench.Line;
        first.OnRequest = (_, _) =>
        {
            first.End();
            return [];
        };

        Assert.Equal(ModbusErrorKind.ConnectionClosed, await bench.FailAsync());
        bench.Line.OnRequest = (_, request) => [RtuBench.Answer(request, 5)];

        Assert.Equal([5, 5], await bench.ReadAsync());
        Assert.Equal(2, bench.Opened);
    }

    [Fact]
    public async Task A_line_that_cannot_be_opened_is_a_failed_connection_that_says_why()
    {
        await using var client = Make(
            "/dev/ttyX", _ => throw new FileNotFoundException("no such device"), new ModbusRtuOptions(), TimeProvider.System);

        var error = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadBitsAsync(1, ModbusTable.Coil, 0, new bool[1], TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(ModbusErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("/dev/ttyX", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such device", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_carries_its_code_and_costs_no_silence()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => n == 1 ? [Refusal()] : [RtuBench.Answer(request, 2)];

        var error = await Assert.ThrowsAsync<ModbusException>(() => bench.ReadAsync());
        await bench.ReadAsync();

        Assert.Equal(ModbusExceptionCode.ServerDeviceBusy, error.Code);
        Assert.True(bench.Line.Written[1].At - bench.Line.Written[0].At < TimeSpan.FromMilliseconds(100));
    }

    protected abstract IModbusClient Make(
        string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time);

    private static byte[] Refusal()
    {
        byte[] frame = [1, 0x83, 6, 0, 0];
        RtuFrame.Seal(frame, 1, 2);
        return frame;
    }

    private static byte[] Flip(byte[] bytes, int index)
    {
        bytes[index] ^= 1;
        return bytes;
    }
}
