using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Replay;
using EdgeGuard.Gateway.Tests.Architecture;

namespace EdgeGuard.Gateway.Tests.Replay;

/// <summary>The room <c>tests/rooms/bench</c> with its own rules alone.</summary>
internal static class Bench
{
    public const string Temperature = "th1.temperature";
    public const string Humidity = "th1.humidity";

    public static string Folder { get; } = Path.Combine(SourceTree.Root, "tests", "rooms", "bench");

    public static GatewayModel Model()
    {
        var hardware = new Hardware(Folder);
        var all = GatewayConfiguration.Read(Folder, hardware);
        return GatewayModels.Of(GatewayConfiguration.Check([.. all.Files.Where(f => f.Kind != ConfigFileKind.Pack)], hardware), hardware);
    }

    public static PointId Point(this GatewayModel model, string name) => model.Points.All.First(p => p.Name == name).Id;

    /// <summary>Transitions as <c>FLAG rule@seconds</c> since noon of 2026-03-01.</summary>
    public static string Short(TransitionReport report) =>
        FormattableString.Invariant($"{report.Flag} {report.Rule}@{(DateTimeOffset.Parse(report.Time, System.Globalization.CultureInfo.InvariantCulture) - Noon).TotalSeconds}");

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static long At(double seconds) => (Noon + TimeSpan.FromSeconds(seconds)).UtcTicks;
}
