using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

/// <summary>The binding waits for a measurement by the machine's clock, 5 s each: so there are few tests, and the polls of one follow each other.</summary>
public sealed class Scd4xChipTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeScd4x _chip = new();
    private readonly Scd4xChip _source;

    public Scd4xChipTests() => _source = new Scd4xChip(_chip.Device, new PointId(0), new PointId(1), new PointId(2), _time);

    public void Dispose() => _source.Dispose();

    /// <summary>500 ppm, 25 degC and 37 %RH are the datasheet's own, section 3.5.2.</summary>
    [Fact]
    public async Task The_datasheets_example_is_read_and_a_word_with_a_wrong_checksum_then_is_bad_and_not_the_one_before()
    {
        PollBatch good = await ReadAsync();
        Assert.Null(good.Detail);
        Assert.Equal(500, good.Readings[0].Value);
        Assert.Equal(25, good.Readings[1].Value, 0.01);
        Assert.Equal(37, good.Readings[2].Value, 0.01);

        _chip.Mutilated = 0;
        PollBatch mutilated = await ReadAsync();

        Assert.Equal([QualityReason.Crc, QualityReason.None, QualityReason.None], mutilated.Readings.ToArray().Select(r => r.Reason));
        Assert.True(double.IsNaN(mutilated.Readings[0].Value));
        Assert.False(mutilated.Failed);
    }

    [Fact]
    public async Task Words_that_no_air_gives_are_no_readings()
    {
        _chip.Words = [0, 0xFFFF, 0xFFFF];
        Assert.All((await ReadAsync()).Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));

        _chip.Words = [0xA000, 0xF000, 0x5EB9];
        Assert.Equal([QualityReason.OutOfRange, QualityReason.OutOfRange, QualityReason.None], (await ReadAsync()).Readings.ToArray().Select(r => r.Reason));
    }

    [Fact]
    public async Task A_chip_that_does_not_answer_makes_every_point_bad()
    {
        _chip.Device.OnWrite = _ => throw new IOException("no acknowledge");

        PollBatch batch = await ReadAsync();

        Assert.True(batch.Failed);
        Assert.Equal(3, batch.Count);
        Assert.Equal(QualityReason.CommFailure, batch.Readings[0].Reason);
    }

    [Fact]
    public async Task A_chip_that_never_has_a_measurement_holds_the_bus_six_seconds_and_no_longer()
    {
        _chip.NeverReady = true;
        PollBatch batch = Batch();
        Task read = _source.ReadAsync(batch, TestContext.Current.CancellationToken).AsTask();
        Assert.False(read.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(6.1));
        await read;

        Assert.False(batch.Failed);
        Assert.All(batch.Readings.ToArray(), r => Assert.Equal(QualityReason.SensorFault, r.Reason));
        Assert.Contains("within 6 s", batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_held()
    {
        using var giveUp = new CancellationTokenSource();
        Task read = _source.ReadAsync(Batch(), giveUp.Token).AsTask();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private static PollBatch Batch()
    {
        var batch = new PollBatch(0, [new PointId(0), new PointId(1), new PointId(2)]);
        batch.Begin(Poll.Start);
        return batch;
    }

    private async Task<PollBatch> ReadAsync()
    {
        PollBatch batch = Batch();
        await _source.ReadAsync(batch, TestContext.Current.CancellationToken);
        return batch;
    }
}
