using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;
using EdgeGuard.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors;

/// <summary>The virtual room's chips, read by the drivers of the catalog.</summary>
internal sealed class RoomChips : IAsyncDisposable
{
    private readonly List<IPointSource> _sources = [];

    private readonly TimeProvider _time;

    /// <param name="wallClock">For drivers that wait by the machine's clock, as those of other people do.</param>
    public RoomChips(bool wallClock = false)
    {
        _time = wallClock ? TimeProvider.System : Time;
        Room = new VirtualRoom(_time, new RoomOptions());
    }

    public FakeTimeProvider Time { get; } = new();

    public VirtualRoom Room { get; }

    public IPointSource Open(string sensor, int address, DeviceConfig? device = null)
    {
        Assert.True(SensorCatalog.TryFind(sensor, out SensorModel? model));
        device ??= new DeviceConfig { Id = "d", Bus = "i2c" };
        List<string> points = [.. model.Points(device).Select(p => p.Name)];
        IPointSource source = model.Create!(Room.OpenI2c(VirtualBoard.OtherAdapter, address), device, name => new PointId(points.IndexOf(name)), _time);
        _sources.Add(source);
        return source;
    }

    public Task<PollBatch> ReadAsync(IPointSource source, int points) => Poll.OnceAsync(source, Time, [.. Enumerable.Range(0, points)]);

    public async ValueTask DisposeAsync()
    {
        foreach (IPointSource source in _sources)
            ((IDisposable)source).Dispose();
        await Room.DisposeAsync();
    }
}
