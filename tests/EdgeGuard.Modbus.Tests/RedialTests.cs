using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Modbus.Tests;

public class RedialTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _tries = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_takes_long_to_fail_is_not_tried_again_for_as_long_and_the_others_fail_at_once()
    {
        await using var client = Make(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            throw new IOException("no way there");
        });

        await FailAsync(client);
        var meanwhile = await FailAsync(client);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        await FailAsync(client);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await FailAsync(client);

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(6)], _tries);
        Assert.Contains("no way there The next try is made in 3.0 s.", meanwhile.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_fails_at_once_is_tried_with_every_request()
    {
        await using var client = Make(() => throw new IOException("no such device"));

        await FailAsync(client);
        await FailAsync(client);

        Assert.Equal(2, _tries.Count);
    }

    private static async Task<ModbusException> FailAsync(ModbusRtuClient client)
    {
        var error = await Assert.ThrowsAsync<ModbusException>(
            () => client.ReadRegistersAsync(1, ModbusTable.HoldingRegister, 0, new ushort[1], Token).AsTask());
        Assert.Equal(ModbusErrorKind.ConnectionFailed, error.Kind);
        return error;
    }

    private ModbusRtuClient Make(Func<Stream> open)
    {
        var begun = _time.GetTimestamp();
        return new ModbusRtuClient(
            "line",
            _ =>
            {
                _tries.Add(_time.GetElapsedTime(begun));
                return ValueTask.FromResult(open());
            },
            new ModbusRtuOptions { ConnectTimeout = TimeSpan.FromMinutes(1) },
            _time);
    }
}
