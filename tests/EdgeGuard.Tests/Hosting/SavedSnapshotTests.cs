using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Hosting;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class SavedSnapshotTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SavedSnapshot _saved = new(
        new PipelineSnapshot([]), new MonotonicTime(7, TimeSpan.FromMinutes(5)), new OsUptime("boot-1", TimeSpan.FromHours(1)), s_noon, UtcTrusted: false);

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
        var timers = new AlarmTimers { Key = "d.x.high", Stages = [new StageTimer(TimeSpan.FromSeconds(3), 4, TimeSpan.Zero, 0, 7, TimeSpan.FromSeconds(9), On: false)] };
        byte[] terms = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))];

        SavedSnapshot read = SavedSnapshot.Read((_saved with { Pipeline = new PipelineSnapshot([timers]) { Terms = terms } }).Write())!;

        Assert.Equal((_saved.Made, _saved.At, _saved.Utc, _saved.UtcTrusted), (read.Made, read.At, read.Utc, read.UtcTrusted));
        AlarmTimers kept = Assert.Single(read.Pipeline.Alarms);
        Assert.Equal((timers.Key, timers.Stages[0]), (kept.Key, Assert.Single(kept.Stages)));
        Assert.Equal(terms, read.Pipeline.Terms);
        Assert.Null(SavedSnapshot.Read("{\"pipeline\":{\"alarms\":[]}}"u8));
        Assert.Null(SavedSnapshot.Read([]));
    }

    [Fact]
    public void A_snapshot_cut_short_or_changed_is_none_and_no_error()
    {
        byte[] whole = (_saved with { Pipeline = _saved.Pipeline with { Terms = new byte[300] } }).Write();
        for (int length = 0; length < whole.Length; length++)
            Assert.Null(SavedSnapshot.Read(whole.AsSpan(0, length)));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x55;
            _ = SavedSnapshot.Read(changed);
        }
    }
}
