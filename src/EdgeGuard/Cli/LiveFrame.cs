using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Cli;

/// <summary>All that is on the screen at one moment.</summary>
/// <param name="Story">The latest of the story; null before it begins.</param>
/// <param name="Events">Latest last.</param>
internal sealed record LiveFrame(
    IReadOnlyList<PointReport> Points,
    IReadOnlyList<AlarmReport> Alarms,
    TimeSpan RoomTime,
    LiveSource Source,
    string? Story,
    IReadOnlyList<LiveEvent> Events);
