using System.Device.I2c;
using System.Globalization;
using BenchmarkDotNet.Loggers;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Benchmarks;

/// <summary>
/// What devices that do not answer cost the others on one RS-485 line: 30 devices of shipped profiles at 9600 bit/s with a turn-around of
/// 20 ms, read by the real client and the real loop in real time, once with all alive and once with 5 that never answer.
/// </summary>
internal static class DeadDeviceFigures
{
    private const int Devices = 30;
    private const int Dead = 5;

    /// <summary>The first cycles learn who is dead, and may cost what they cost.</summary>
    private const int Learning = 3;

    private static readonly string[] s_profiles = ["eastron-sdm120", "xy-md02", "chint-dtsu666", "pzem-016", "meanwell-drs"];

    public static void Run(TimeSpan time)
    {
        Task<double[]>[] runs = [.. new[] { 1, 20 }.SelectMany(seconds => new[] { MeasureAsync(0, seconds, time), MeasureAsync(Dead, seconds, time) })];
        double[][] cycles = Task.WhenAll(runs).GetAwaiter().GetResult();
        Say($"{Devices} devices at 9600 bit/s, {time.TotalMinutes:0.#} minutes; seconds from one poll of a living device to its next");
        for (int i = 0; i < cycles.Length; i += 2)
        {
            Say($"polls asked for every {(i == 0 ? "second, more than the line can" : "20 s, so that the line has time to spare")}");
            Say($"  all alive   mean {cycles[i].Average():0.000}  p50 {Rank(cycles[i], 50):0.000}  p99 {Rank(cycles[i], 99):0.000}  max {cycles[i][^1]:0.000}");
            Say($"  {Dead} dead      mean {cycles[i + 1].Average():0.000}  p50 {Rank(cycles[i + 1], 50):0.000}  p99 {Rank(cycles[i + 1], 99):0.000}  max {cycles[i + 1][^1]:0.000}");
            Say($"  ratio       mean {cycles[i + 1].Average() / cycles[i].Average():0.000}  p50 {Ratio(cycles, i, 50):0.000}  p99 {Ratio(cycles, i, 99):0.000}");
        }
    }

    private static double Ratio(double[][] cycles, int i, int percent) => Rank(cycles[i + 1], percent) / Rank(cycles[i], percent);

    private static double Rank(double[] sorted, int percent) => sorted[(sorted.Length * percent + 99) / 100 - 1];

    private static async Task<double[]> MeasureAsync(int dead, int period, TimeSpan time)
    {
        var hardware = new Hardware(null);
        List<DeviceConfig> devices = [.. Enumerable.Range(1, Devices).Select(unit => new DeviceConfig
        {
            Id = $"d{unit}",
            Bus = "line",
            Unit = unit,
            Profile = s_profiles[unit % s_profiles.Length],
            Poll = TimeSpan.FromSeconds(period),
            // Longer than the profiles ask for, and what a device gets of which nobody knows better.
            Timeout = TimeSpan.FromSeconds(1),
        })];
        GatewayModel model = ModelBuilder.Build([.. devices.Select(d => DeviceSpecs.Of(d, hardware))], RuleSet.Plain(), Language.En, new TelemetryConfig());
        var gateway = new GatewayConfig
        {
            Gateway = new GatewaySection("g", "s"),
            Buses = new Dictionary<string, BusConfig> { ["line"] = new() { Kind = BusKind.ModbusRtu, Path = "/dev/line", Baud = 9600 } },
        };
        // Every sixth: of each profile one.
        var silent = Enumerable.Range(0, dead).Select(i => (byte)(1 + 6 * i)).ToHashSet();
        var board = new LineBoard(() => new TimedLine(9600, TimeSpan.FromMilliseconds(20), silent));
        await using Bus bus = new BusBuilder(board, hardware, TimeProvider.System, TimeProvider.System).Build(gateway, devices, model).Single();
        var inbox = new PipelineInbox();
        using var loop = new BusLoop("line", bus.Devices, new BootTime(1, TimeProvider.System), TimeProvider.System, inbox, static () => { }, new BusThread("line"));
        using var stop = new CancellationTokenSource(time);
        Task running = Task.Run(() => loop.RunAsync(stop.Token));
        List<(int Device, double At)> polls = await TakeAsync(inbox, stop.Token);
        await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        return
        [
            .. polls.GroupBy(p => p.Device)
                .Where(d => !silent.Contains((byte)devices[d.Key].Unit!.Value))
                .SelectMany(d => d.Skip(Learning).Zip(d.Skip(Learning + 1), static (a, b) => b.At - a.At))
                .Order(),
        ];
    }

    private static async Task<List<(int Device, double At)>> TakeAsync(PipelineInbox inbox, CancellationToken stop)
    {
        var polls = new List<(int, double)>();
        try
        {
            await foreach (PipelineWork work in inbox.Reader.ReadAllAsync(stop))
            {
                var poll = (PollInput)work.Input!;
                polls.Add((poll.Device, poll.At.SinceBoot.TotalSeconds));
                work.Applied!.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }

        return polls;
    }

    private static void Say(FormattableString text) => ConsoleLogger.Default.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A machine with one serial port.</summary>
    private sealed class LineBoard(Func<Stream> open) : IBoard
    {
        public I2cDevice OpenI2c(int adapter, int address) => throw new NotSupportedException();

        public BoardGpio OpenGpio(string? chipLabel) => throw new NotSupportedException();

        public Stream OpenSerial(BusConfig bus) => open();

        public IOneWire OneWire => throw new NotSupportedException();
    }
}
