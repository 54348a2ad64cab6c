using System.Device.Gpio;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using Microsoft.Extensions.Time.Testing;

namespace EdgeGuard.Gateway.Tests.Gpio;

public sealed class ContactsTests : IDisposable
{
    private const int Smoke = 17, Door = 27;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeGpioDriver _driver = new();
    private readonly PollBatch _batch = new(0, [new PointId(0), new PointId(1)]);
    private readonly Contacts _contacts;
    private readonly long _started;
    private int _wakes;

    public ContactsTests()
    {
        _started = _time.GetTimestamp();
        _driver.Levels[Smoke] = false;
        _driver.Levels[Door] = false;
        _contacts = new Contacts(
            new GpioController(_driver),
            new Dictionary<string, ContactConfig>
            {
                ["smoke"] = new() { Line = Smoke, Signal = "env.smoke" },
                ["door"] = new() { Line = Door, Signal = "env.door", Rest = ContactRest.Open, Pull = ContactPull.Down },
            },
            name => new PointId(name == "smoke" ? 0 : 1),
            _time)
        {
            Changed = () => _wakes++,
        };
    }

    public void Dispose() => _contacts.Dispose();

    [Fact]
    public void The_first_reading_is_a_state_and_wakes_nobody()
    {
        Read();

        Assert.Equal([0, 0], Values(0, 1));
        Assert.Equal(0, _wakes);
        Assert.Equal(PinMode.InputPullUp, _driver.Modes[Smoke]);
        Assert.Equal(PinMode.InputPullDown, _driver.Modes[Door]);
    }

    [Fact]
    public void A_broken_wire_of_a_fail_safe_loop_alarms()
    {
        _driver.Levels[Smoke] = true;

        Read();

        Assert.Equal(1, Single(0).Value);
    }

    [Fact]
    public void A_contact_that_closes_to_the_supply_alarms_when_it_rests_open()
    {
        _driver.Levels[Door] = true;

        Read();

        Assert.Equal(1, Single(1).Value);
    }

    [Fact]
    public void An_edge_that_holds_wakes_the_loop_when_the_debounce_time_is_over()
    {
        Read();
        Pass(1000);
        _driver.Move(Smoke, true);
        Pass(49);
        Assert.Equal(0, _wakes);
        Pass(1);
        Assert.Equal(1, _wakes);

        Read();

        Reading reading = Single(0);
        Assert.Equal(1, reading.Value);
        Assert.Equal(TimeSpan.FromMilliseconds(1050), reading.At.SinceBoot);
    }

    [Fact]
    public void A_bounce_shorter_than_the_debounce_time_is_nothing()
    {
        Read();
        _driver.Move(Smoke, true);
        Pass(30);
        _driver.Move(Smoke, false);
        Pass(1000);

        Read();

        Assert.Equal(0, Single(0).Value);
        Assert.Equal(0, _wakes);
    }

    [Fact]
    public void A_pulse_between_two_polls_is_told_as_both_of_its_edges()
    {
        Read();
        Pass(100);
        _driver.Move(Smoke, true);
        Pass(200);
        _driver.Move(Smoke, false);
        Pass(200);

        Read();

        Assert.Equal([1, 0], Values(0));
        Assert.Equal([150, 350], Times(0));
    }

    [Fact]
    public void A_lost_edge_is_found_by_the_next_poll_and_wakes_the_one_that_settles_it()
    {
        Read();
        _driver.Move(Smoke, true, tells: false);
        Pass(1000);
        Read();
        Assert.Equal(0, Single(0).Value);
        Pass(50);
        Assert.Equal(1, _wakes);

        Read();

        Assert.Equal(1, Single(0).Value);
    }

    [Fact]
    public void An_edge_that_was_told_late_counts_from_when_it_was()
    {
        Read();
        Pass(500);
        _driver.Levels[Smoke] = true;
        _driver.Tell(new EdgeEventArgs(PinEventTypes.Rising, Smoke, TimeSpan.FromMilliseconds(200)));
        Pass(1);

        Assert.Equal(1, _wakes);
        Read();
        Assert.Equal([350], Times(0));
    }

    [Fact]
    public void Readings_of_a_point_never_go_back_in_time()
    {
        Read();
        Pass(500);
        Read();
        _driver.Levels[Smoke] = true;
        _driver.Tell(new EdgeEventArgs(PinEventTypes.Rising, Smoke, TimeSpan.FromMilliseconds(200)));

        Read();

        Assert.Equal([500], Times(0));
        Assert.Equal(1, Single(0).Value);
    }

    [Fact]
    public void An_edge_in_the_middle_of_a_sample_is_newer_than_the_sample()
    {
        Read();
        bool moved = false;
        _driver.OnRead = () =>
        {
            if (!moved)
            {
                moved = true;
                _driver.Move(Smoke, true);
            }
        };
        Read();
        Pass(50);

        Read();

        Assert.Equal(1, Single(0).Value);
    }

    [Fact]
    public void A_line_in_use_is_bad_alone_and_is_taken_when_it_is_free()
    {
        _driver.Busy.Add(Smoke);
        Read();

        Assert.Equal(QualityReason.CommFailure, Single(0).Reason);
        Assert.Equal(Quality.Good, Single(1).Quality);
        Assert.False(_batch.Failed);
        Assert.Contains("other", _batch.Detail, StringComparison.Ordinal);

        _driver.Busy.Clear();
        Read();
        Assert.Equal(Quality.Good, Single(0).Quality);
        Assert.Null(_batch.Detail);
    }

    [Fact]
    public void A_chip_that_is_gone_fails_the_poll()
    {
        Read();
        _driver.Busy.UnionWith([Smoke, Door]);

        Read();

        Assert.True(_batch.Failed);
        Assert.Equal(2, _batch.Count);
    }

    [Fact]
    public void A_contact_that_never_settles_is_uncertain()
    {
        Read();
        for (int i = 0; i < 300; i++)
        {
            _driver.Move(Smoke, i % 2 == 0);
            Pass(20);
        }

        Read();

        Assert.Equal((Quality.Uncertain, QualityReason.SensorFault), (Single(0).Quality, Single(0).Reason));
        Pass(1000);
        Read();
        Assert.Equal(Quality.Good, Single(0).Quality);
    }

    [Fact]
    public void Changes_of_a_contact_are_counted_with_its_bounces_and_those_whose_edge_was_lost()
    {
        var batch = new PollBatch(0, [new PointId(0), new PointId(1)]);
        using var contacts = new Contacts(
            new GpioController(_driver),
            new Dictionary<string, ContactConfig> { ["smoke"] = new() { Line = Smoke, Signal = "env.smoke", CountChanges = true } },
            name => new PointId(name == "smoke" ? 0 : 1),
            _time);
        double Count()
        {
            batch.Begin(new MonotonicTime(1, _time.GetElapsedTime(_started)));
            Task read = contacts.ReadAsync(batch, TestContext.Current.CancellationToken).AsTask();
            Assert.True(read.IsCompletedSuccessfully);
            return Assert.Single(batch.Readings.ToArray(), r => r.Point.Index == 1).Value;
        }

        Assert.Equal(0, Count());
        _driver.Move(Smoke, true);
        Pass(10);
        _driver.Move(Smoke, false);
        Pass(10);
        _driver.Move(Smoke, true);
        Pass(500);
        Assert.Equal(3, Count());
        _driver.Move(Smoke, false, tells: false);
        Pass(500);
        Assert.Equal(4, Count());
        Pass(61_000);
        Assert.Equal(0, Count());
    }

    private void Read()
    {
        _batch.Begin(new MonotonicTime(1, _time.GetElapsedTime(_started)));
        ValueTask read = _contacts.ReadAsync(_batch, TestContext.Current.CancellationToken);
        Assert.True(read.IsCompletedSuccessfully);
    }

    private void Pass(int milliseconds) => _time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    private Reading Single(int point) => Assert.Single(_batch.Readings.ToArray(), r => r.Point.Index == point);

    private double[] Values(params int[] points) => [.. _batch.Readings.ToArray().Where(r => points.Contains(r.Point.Index)).Select(r => r.Value)];

    private double[] Times(int point) => [.. _batch.Readings.ToArray().Where(r => r.Point.Index == point).Select(r => r.At.SinceBoot.TotalMilliseconds)];
}
