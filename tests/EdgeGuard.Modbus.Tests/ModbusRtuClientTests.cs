namespace EdgeGuard.Modbus.Tests;

public class ModbusRtuClientTests : RtuClientContract
{
    [Fact]
    public async Task What_a_driver_leaves_on_the_line_before_an_answer_is_skipped()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (n, request) => [[0, 0xFF, 0, .. RtuBench.Answer(request, (ushort)n)]];

        Assert.Equal([1, 1], await bench.ReadAsync());
        Assert.Equal([2, 2], await bench.ReadAsync());
    }

    [Fact]
    public async Task More_of_it_than_a_driver_leaves_is_an_error()
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (_, request) => [[0, 0, 0, 0, 0, .. RtuBench.Answer(request, 1)]];

        Assert.Equal(ModbusErrorKind.ProtocolError, await bench.FailAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task An_echo_that_was_not_configured_is_told_with_the_key_that_is_missing(int piece)
    {
        await using var bench = new RtuBench(Make);
        bench.Line.OnRequest = (_, request) => request.Chunk(piece);

        var error = await Assert.ThrowsAsync<ModbusException>(() => bench.ReadAsync());

        Assert.Contains("\"echo\": true on its bus", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_without_the_configured_echo_is_told_with_the_key_that_is_too_much()
    {
        await using var bench = new RtuBench(Make, echo: true);
        bench.Line.OnRequest = (n, request) => n == 1 ? [RtuBench.Answer(request, 1)[..5]] : [RtuBench.Answer(request, 1)];

        var shorter = await Assert.ThrowsAsync<ModbusException>(() => bench.ReadAsync());
        var longer = await Assert.ThrowsAsync<ModbusException>(() => bench.ReadAsync());

        Assert.All([shorter, longer], e => Assert.Contains("leave out \"echo\"", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_on_which_nobody_was_heard_for_long_is_opened_anew()
    {
        await using var bench = new RtuBench(Make, reopenAfter: TimeSpan.FromSeconds(10));
        var begun = bench.Time.GetUtcNow();
        for (var i = 0; i < 100 && bench.Opened < 2; i++)
        {
            Assert.Equal(ModbusErrorKind.Timeout, await bench.FailAsync());
        }

        Assert.Equal(2, bench.Opened);
        Assert.True(bench.Time.GetUtcNow() - begun >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_silent_station_never_costs_the_others_their_line()
    {
        await using var bench = new RtuBench(Make, reopenAfter: TimeSpan.FromSeconds(10));
        bench.Line.OnRequest = (n, request) => request[0] == 42 ? [] : [RtuBench.Answer(request, (ushort)n)];
        var begun = bench.Time.GetUtcNow();
        for (ushort i = 1; i < 80; i += 2)
        {
            Assert.Equal(ModbusErrorKind.Timeout, await bench.FailAsync(unit: 42));
            Assert.Equal([(ushort)(i + 1), (ushort)(i + 1)], await bench.ReadAsync());
        }

        Assert.True(bench.Time.GetUtcNow() - begun > TimeSpan.FromSeconds(30));
        Assert.Equal(1, bench.Opened);
    }

    protected override IModbusClient Make(
        string endpoint, Func<CancellationToken, ValueTask<Stream>> open, ModbusRtuOptions options, TimeProvider time) =>
        new ModbusRtuClient(endpoint, open, options, time);
}
