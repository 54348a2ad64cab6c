using EdgeGuard.Core.Pipeline;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class SavedSnapshotTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SavedSnapshot _saved = new(new PipelineSnapshot([]), new OsUptime("boot-1", TimeSpan.FromHours(1)), s_noon, UtcTrusted: false);

    [Fact]
    public void Within_one_boot_of_the_machine_its_age_is_known_without_any_clock() =>
        Assert.Equal(
            TimeSpan.FromSeconds(30),
            _saved.Age(new OsUptime("boot-1", TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30)), s_noon.AddYears(-5), utcTrusted: false));

    [Fact]
    public void After_a_boot_its_age_is_known_only_by_a_clock_trusted_at_both_ends()
    {
        var rebooted = new OsUptime("boot-2", TimeSpan.FromSeconds(9));
        SavedSnapshot trusted = _saved with { UtcTrusted = true };

        Assert.Null(_saved.Age(rebooted, s_noon.AddMinutes(1), utcTrusted: true));
        Assert.Null(trusted.Age(rebooted, s_noon.AddMinutes(1), utcTrusted: false));
        Assert.Equal(TimeSpan.FromMinutes(1), trusted.Age(rebooted, s_noon.AddMinutes(1), utcTrusted: true));
    }

    [Fact]
    public void It_survives_being_written_and_what_is_no_snapshot_is_none()
    {
        Assert.Equal(_saved.At, SavedSnapshot.Read(_saved.Write())!.At);
        Assert.Null(SavedSnapshot.Read("{"u8));
    }
}
