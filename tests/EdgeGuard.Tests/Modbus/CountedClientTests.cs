using System.Net;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public class CountedClientTests
{
    private readonly AnswerTally _tally = new();

    [Fact]
    public async Task Requests_are_counted_by_what_came_of_them()
    {
        var memory = new ModbusMemory();
        memory.SetRegisters(ModbusTable.HoldingRegister, 0, new ushort[10]);
        await using var server = new ModbusTcpServer(new Dictionary<byte, IModbusUnit> { [1] = memory }, TimeProvider.System);
        IPEndPoint endpoint = server.Start(new IPEndPoint(IPAddress.Loopback, 0));
        await using var client = new ModbusTcpClient("127.0.0.1", endpoint.Port, new ModbusClientOptions(), TimeProvider.System);
        var counted = new CountedClient(client, _tally, TimeProvider.System);

        await ReadAsync(counted, 1, 0);
        await ReadAsync(counted, 1, 5);
        await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(counted, 1, 500));
        await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(counted, 9, 0));
        await server.DisposeAsync();
        await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(counted, 1, 0));

        AnswerFigures figures = _tally.Figures();
        Assert.Equal((2, 1, 1, 1), (figures.Good, figures.Refused, figures.Timeouts, figures.Errors));
        Assert.NotNull(figures.P95);
    }

    /// <summary>Without the bus's patience this would wait ten minutes.</summary>
    [Fact]
    public async Task It_is_as_patient_as_its_bus_and_leaves_nothing_of_that_to_others()
    {
        var options = new ModbusRtuOptions { Timing = new ModbusUnitTiming(TimeSpan.FromMinutes(10), TimeSpan.Zero), Baud = 115_200 };
        await using var client = new ModbusRtuClient("line", _ => ValueTask.FromResult<Stream>(new SilentStream()), options, TimeProvider.System);
        var counted = new CountedClient(client, _tally, TimeProvider.System);
        _tally.Patience = TimeSpan.FromMilliseconds(20);

        ModbusException error = await Assert.ThrowsAsync<ModbusException>(() => ReadAsync(counted, 1, 0));

        Assert.Equal(ModbusErrorKind.Timeout, error.Kind);
        Assert.Equal(1, _tally.Figures().Timeouts);
        Assert.Null(client.LongestAnswer);
    }

    [Fact]
    public void An_answer_ends_a_short_patience()
    {
        _tally.Patience = TimeSpan.FromMilliseconds(20);
        _tally.Failed(AnswerFault.Timeout);
        Assert.NotNull(_tally.Patience);

        _tally.Answered(TimeSpan.FromMilliseconds(5), refused: true);

        Assert.Null(_tally.Patience);
    }

    private static async Task ReadAsync(CountedClient client, byte unit, ushort address) =>
        await client.ReadRegistersAsync(unit, ModbusTable.HoldingRegister, address, new ushort[2], TestContext.Current.CancellationToken);

    /// <summary>A line on which nobody says anything.</summary>
    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
