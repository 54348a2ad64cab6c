using System.Net;
using System.Net.Sockets;
using EdgeGuard.Modbus;
using EdgeGuard.Simulator.Physics;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests;

public sealed class VirtualRoomTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly VirtualRoom _room;

    public VirtualRoomTests() => _room = new VirtualRoom(_time, new RoomOptions());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Every_device_answers_on_a_loopback_socket_of_its_own_and_says_who_it_is()
    {
        await _room.StartAsync(Token);
        Assert.Equal(["ac1", "ac2", "climate", "meter", "rectifier", "ups"], _room.Endpoints.Keys.Order());
        Assert.Equal(6, _room.Endpoints.Values.Select(e => e.Address.Port).Distinct().Count());
        foreach (DeviceEndpoint device in _room.Endpoints.Values)
        {
            Assert.Equal(IPAddress.Loopback, device.Address.Address);
            await using ModbusTcpClient client = Client(device);
            ModbusIdentity identity = await client.ReadIdentityAsync(device.Unit, ModbusIdentityCategory.Basic, 0, Token);
            Assert.False(string.IsNullOrEmpty(identity.Vendor));
        }
    }

    [Fact]
    public async Task The_UPS_lists_itself_in_object_0x88_as_its_makers_driver_expects()
    {
        await _room.StartAsync(Token);
        DeviceEndpoint ups = _room.Endpoints["ups"];
        await using ModbusTcpClient client = Client(ups);
        ModbusIdentity identity = await client.ReadIdentityAsync(ups.Unit, ModbusIdentityCategory.Extended, 0x87, Token);
        Assert.StartsWith("1=UPS2000;", identity.Objects[0x88], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_is_on_the_wire_at_the_next_request()
    {
        await _room.StartAsync(Token);
        DeviceEndpoint ups = _room.Endpoints["ups"];
        await using ModbusTcpClient client = Client(ups);
        ushort[] status = new ushort[1];
        await client.ReadRegistersAsync(ups.Unit, ModbusTable.HoldingRegister, 11024, status, Token);
        Assert.Equal(2, status[0]);
        _room.FailMains();
        await client.ReadRegistersAsync(ups.Unit, ModbusTable.HoldingRegister, 11024, status, Token);
        Assert.Equal(3, status[0]);
        _room.RestoreMains();
        await client.ReadRegistersAsync(ups.Unit, ModbusTable.HoldingRegister, 11024, status, Token);
        Assert.Equal(2, status[0]);
    }

    [Fact]
    public async Task A_mute_device_accepts_and_never_answers_until_it_speaks_again_on_the_same_port()
    {
        await _room.StartAsync(Token);
        DeviceEndpoint meter = _room.Endpoints["meter"];
        await using ModbusTcpClient client = Client(meter, TimeSpan.FromMilliseconds(200));
        ushort[] volts = new ushort[2];
        await client.ReadRegistersAsync(meter.Unit, ModbusTable.InputRegister, 0, volts, Token);
        await _room.SetDeviceMuteAsync("meter", true, Token);
        await _room.SetDeviceMuteAsync("meter", true, Token);
        ModbusException silence = await Assert.ThrowsAsync<ModbusException>(
            async () => await client.ReadRegistersAsync(meter.Unit, ModbusTable.InputRegister, 0, volts, Token));
        Assert.Equal(ModbusErrorKind.Timeout, silence.Kind);
        await _room.SetDeviceMuteAsync("meter", false, Token);
        await client.ReadRegistersAsync(meter.Unit, ModbusTable.InputRegister, 0, volts, Token);
        Assert.NotEqual(0, volts[0]);
        await Assert.ThrowsAsync<ArgumentException>(() => _room.SetDeviceMuteAsync("toaster", true, Token));
    }

    [Fact]
    public async Task Time_that_passes_becomes_steps_and_late_ticks_are_made_up()
    {
        await _room.StartAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        await Until(() => _room.State.Seconds >= 10);
        _time.Advance(TimeSpan.FromSeconds(300));
        await Until(() => _room.State.Seconds >= 310);
        Assert.Equal(310, _room.State.Seconds, 1e-6);
    }

    [Fact]
    public void Two_rooms_with_the_same_life_are_equal()
    {
        var other = new VirtualRoom(new FakeTimeProvider(), new RoomOptions());
        foreach (VirtualRoom room in new[] { _room, other })
        {
            room.Advance(TimeSpan.FromMinutes(10));
            room.FailMains();
            room.Advance(TimeSpan.FromMinutes(2));
            room.RestoreMains();
            room.SetUpsLoad(2600);
            room.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(_room.State, other.State);
        Assert.Equal(1320, _room.State.Seconds, 1e-6);
    }

    [Fact]
    public void Loads_are_felt_by_their_plant()
    {
        _room.SetDcLoad(8000);
        _room.SetUpsLoad(2400);
        _room.SetHeatLoad(5000);
        _room.FailRectifiers(1);
        RoomState state = _room.State;
        Assert.Equal(8000, state.DcPlant.LoadPower, 1e-6);
        Assert.Equal(100, state.Ups.LoadPercent, 1e-9);
        Assert.True(state.Heat > 15_000);
        Assert.Equal(150, state.DcPlant.AvailableCurrent);
        Assert.Throws<ArgumentOutOfRangeException>(() => _room.SetDcLoad(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _room.FailAirConditioner(3));
    }

    [Fact]
    public async Task Closing_the_room_closes_its_ports()
    {
        await _room.StartAsync(Token);
        IPEndPoint endpoint = _room.Endpoints["ac1"].Address;
        await _room.DisposeAsync();
        await _room.DisposeAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(async () => await socket.ConnectAsync(endpoint, Token));
    }

    private static ModbusTcpClient Client(DeviceEndpoint device, TimeSpan? timeout = null) => new(
        device.Address.Address.ToString(), device.Address.Port,
        new ModbusClientOptions { Timing = new ModbusUnitTiming(timeout ?? TimeSpan.FromSeconds(5), TimeSpan.Zero) }, TimeProvider.System);

    private static async Task Until(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
    }
}
