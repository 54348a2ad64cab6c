using System.Device.Gpio;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Simulator.Tests.Board;

public sealed class VirtualGpioTests : IAsyncDisposable
{
    private const int Smoke = 17, Door = 22, Mains = 23;

    private readonly VirtualRoom _room = new(new FakeTimeProvider(), new RoomOptions());
    private readonly GpioController _gpio;
    private readonly List<(int Line, PinEventTypes Type)> _edges = [];

    public VirtualGpioTests() => _gpio = _room.OpenGpio();

    public async ValueTask DisposeAsync()
    {
        _gpio.Dispose();
        await _room.DisposeAsync();
    }

    [Fact]
    public void At_rest_every_contact_is_closed_and_reads_low()
    {
        Assert.Equal(["ac1", "ac2", "door", "mains", "smoke", "water"], _room.Board.Lines.Keys.Order());
        foreach (int line in _room.Board.Lines.Values)
            Assert.Equal(PinValue.Low, _gpio.OpenPin(line, PinMode.InputPullUp).Read());
        Assert.Equal(PinValue.High, _gpio.OpenPin(5, PinMode.InputPullUp).Read());
    }

    [Fact]
    public void Each_trouble_opens_its_contact_and_its_end_closes_it()
    {
        (string Contact, Action Begin, Action End)[] troubles =
        [
            ("smoke", () => _room.Smoke(true), () => _room.Smoke(false)),
            ("water", () => _room.Water(true), () => _room.Water(false)),
            ("door", () => _room.Door(true), () => _room.Door(false)),
            ("mains", _room.FailMains, _room.RestoreMains),
            ("ac1", () => _room.FailAirConditioner(1), () => _room.RepairAirConditioner(1)),
            ("ac2", () => _room.FailAirConditioner(2), () => _room.RepairAirConditioner(2)),
        ];
        foreach ((string contact, Action begin, Action end) in troubles)
        {
            GpioPin pin = _gpio.OpenPin(_room.Board.Lines[contact], PinMode.InputPullUp);
            begin();
            Assert.Equal(PinValue.High, pin.Read());
            end();
            Assert.Equal(PinValue.Low, pin.Read());
        }
    }

    [Fact]
    public void A_broken_wire_reads_as_an_alarm_until_it_is_mended()
    {
        GpioPin pin = _gpio.OpenPin(Smoke, PinMode.InputPullUp);
        _room.BreakWire("smoke");
        Assert.Equal(PinValue.High, pin.Read());
        _room.Smoke(true);
        _room.Smoke(false);
        Assert.Equal(PinValue.High, pin.Read());
        _room.MendWire("smoke");
        Assert.Equal(PinValue.Low, pin.Read());
        Assert.Throws<ArgumentException>(() => _room.BreakWire("chimney"));
    }

    [Fact]
    public void Edges_are_told_once_each_in_order_to_who_asked_for_them()
    {
        Listen(Smoke, PinEventTypes.Rising | PinEventTypes.Falling);
        Listen(Door, PinEventTypes.Rising);
        _room.Smoke(true);
        _room.Smoke(true);
        _room.Door(true);
        _room.Smoke(false);
        _room.Door(false);
        _room.FailMains();
        Assert.Equal([(Smoke, PinEventTypes.Rising), (Door, PinEventTypes.Rising), (Smoke, PinEventTypes.Falling)], _edges);
    }

    [Fact]
    public void Lost_edges_change_the_level_all_the_same()
    {
        Listen(Smoke, PinEventTypes.Rising | PinEventTypes.Falling);
        _room.Board.LoseEdges(1);
        _room.Smoke(true);
        Assert.Empty(_edges);
        Assert.Equal(PinValue.High, _gpio.Read(Smoke));
        _room.Smoke(false);
        Assert.Equal([(Smoke, PinEventTypes.Falling)], _edges);
    }

    [Fact]
    public void After_unregistering_and_closing_nothing_is_told()
    {
        Listen(Smoke, PinEventTypes.Rising | PinEventTypes.Falling);
        Listen(Mains, PinEventTypes.Rising | PinEventTypes.Falling);
        _gpio.UnregisterCallbackForPinValueChangedEvent(Smoke, OnEdge);
        _gpio.ClosePin(Mains);
        _room.Smoke(true);
        _room.FailMains();
        Assert.Empty(_edges);
    }

    [Fact]
    public void A_pull_down_reads_low_whatever_the_contact_does()
    {
        GpioPin pin = _gpio.OpenPin(Smoke, PinMode.InputPullDown);
        _room.Smoke(true);
        Assert.Equal(PinValue.Low, pin.Read());
    }

    [Fact]
    public async Task Waiting_for_an_event_ends_with_the_edge_or_with_the_token()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        _gpio.OpenPin(Smoke, PinMode.InputPullUp);
        ValueTask<WaitForEventResult> waiting = _gpio.WaitForEventAsync(Smoke, PinEventTypes.Rising, token);
        Task<WaitForEventResult> task = waiting.AsTask();
        for (int attempt = 0; attempt < 1000 && !task.IsCompleted; attempt++)
        {
            _room.Smoke(false);
            _room.Smoke(true);
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, token));
        }

        Assert.Equal(PinEventTypes.Rising, (await task).EventTypes);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        Assert.True((await _gpio.WaitForEventAsync(Smoke, PinEventTypes.Falling, gone.Token)).TimedOut);
    }

    private void Listen(int line, PinEventTypes types)
    {
        _gpio.OpenPin(line, PinMode.InputPullUp);
        _gpio.RegisterCallbackForPinValueChangedEvent(line, types, OnEdge);
    }

    private void OnEdge(object sender, PinValueChangedEventArgs edge) => _edges.Add((edge.PinNumber, edge.ChangeType));
}
