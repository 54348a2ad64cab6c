using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public class LearnedRegistersTests
{
    private const string Joined = "\"limits\": { \"gap\": 8 },";

    [Fact]
    public async Task A_register_that_is_refused_costs_its_own_point_alone()
    {
        var device = new SampleDevice(SampleDevice.Points(Enumerable.Range(0, 64)));
        device.Set(Enumerable.Range(0, 64).Where(static a => a != 37));

        await device.PollAsync(4);
        int requests = await device.PollAsync();

        Assert.Equal("NotConfigured", device.Values[37]);
        Assert.All(Enumerable.Range(0, 64).Where(static a => a != 37), a => Assert.Equal($"{1000 + a}", device.Values[a]));
        Assert.Equal(2, requests);
        Assert.Null(device.Batch.Detail);
    }

    [Fact]
    public async Task What_is_read_along_between_two_points_is_left_out_where_the_device_refuses_it()
    {
        var device = new SampleDevice(Joined + SampleDevice.Points([0, 1, 2, 8, 9, 10]));
        device.Set([0, 1, 2, 8, 9, 10]);

        await device.PollAsync(3);
        int before = device.Client.Requests.Count;
        await device.PollAsync();

        Assert.Equal(["holding 0+3", "holding 8+3"], device.Client.Requests.Skip(before));
        Assert.Equal(["1000", "1001", "1002", "1008", "1009", "1010"], device.Values);
        UnreadRange hole = Assert.Single(device.Batch.Facts!.Unread);
        Assert.Equal((3, 5, 0), (hole.Address, hole.Count, hole.Points.Count));
    }

    [Fact]
    public async Task Learning_adds_four_requests_to_a_poll_at_most()
    {
        var device = new SampleDevice(SampleDevice.Points(Enumerable.Range(0, 100)));
        device.Set(Enumerable.Range(0, 100).Where(static a => a % 9 != 4));

        for (int i = 0; i < 60; i++)
        {
            int requests = await device.PollAsync();
            Assert.InRange(requests, 1, 12 + ModbusSourceOptions.DefaultExtra);
        }

        Assert.All(Enumerable.Range(0, 100), a => Assert.Equal(a % 9 == 4 ? "NotConfigured" : $"{1000 + a}", device.Values[a]));
        Assert.Equal(12, await device.PollAsync());
    }

    [Fact]
    public async Task What_was_learnt_is_known_after_a_restart_and_forgotten_with_another_profile()
    {
        var device = new SampleDevice(Joined + SampleDevice.Points([0, 1, 2, 6, 7, 20]));
        device.Set([0, 2, 6, 7, 20]);
        await device.PollAsync(8);
        Assert.Equal(["1000", "NotConfigured", "1002", "1006", "1007", "1020"], device.Values);

        device.Restart();
        int before = device.Client.Requests.Count;
        await device.PollAsync();

        Assert.Equal(["holding 0+1", "holding 2+1", "holding 6+2", "holding 20+1"], device.Client.Requests.Skip(before));
        Assert.Equal(["1000", "NotConfigured", "1002", "1006", "1007", "1020"], device.Values);
        Assert.Equal([1, 3], device.Batch.Facts!.Unread.Select(static u => u.Address));
    }

    [Fact]
    public async Task Refused_registers_are_asked_again_and_taken_back()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1, 2, 3]));
        device.Set([0, 1, 3]);
        await device.PollAsync(4);
        Assert.Equal("NotConfigured", device.Values[2]);

        device.Set([2]);
        await device.PollAsync();
        Assert.Equal("NotConfigured", device.Values[2]);

        device.Now += Refusal.FirstRetry;
        await device.PollAsync();
        Assert.Equal(["1000", "1001", "1002", "1003"], device.Values);
        await device.PollAsync(2);
        Assert.Equal(1, await device.PollAsync());
        Assert.Empty(device.Batch.Facts!.Unread);
        Assert.Empty(device.Kept.Refused);
        Assert.Equal("The device answers all registers now", device.Told[^1]);
    }

    [Fact]
    public async Task After_the_first_day_a_refused_register_is_asked_once_a_day()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1]));
        device.Set([0]);
        await device.PollAsync(3);
        int before = 0;
        for (TimeSpan day = TimeSpan.Zero; day < TimeSpan.FromDays(9); day += TimeSpan.FromMinutes(10))
        {
            before = device.Now < TimeSpan.FromDays(4) ? Asked(device) : before;
            device.Now += TimeSpan.FromMinutes(10);
            await device.PollAsync();
        }

        Assert.InRange(Asked(device) - before, 4, 6);
        Assert.Equal(["1000", "NotConfigured"], device.Values);

        static int Asked(SampleDevice device) => device.Client.Requests.Count(static r => r == "holding 1+1");
    }

    [Fact]
    public async Task A_register_that_was_answered_before_is_a_fault_and_not_before_three_refusals()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1, 2]));
        device.Set([0, 1, 2]);
        await device.PollAsync(2);
        device.Memory.Remove(ModbusTable.HoldingRegister, 1, 1);

        Assert.Equal(1, await device.PollAsync());
        await device.PollAsync(4);

        Assert.Equal(["1000", "CommFailure", "1002"], device.Values);
        Assert.Contains("answered before", device.Batch.Detail, StringComparison.Ordinal);
        Assert.True(Assert.Single(device.Batch.Facts!.Unread).WasAnswered);
    }

    [Fact]
    public async Task A_register_that_was_answered_in_an_earlier_run_is_a_fault_too()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1, 2]));
        device.Set([0, 1, 2]);
        await device.PollAsync();
        device.Memory.Remove(ModbusTable.HoldingRegister, 1, 1);

        device.Restart();
        await device.PollAsync(6);
        Assert.Equal(["1000", "CommFailure", "1002"], device.Values);

        device.Restart();
        await device.PollAsync();
        Assert.Equal(["1000", "CommFailure", "1002"], device.Values);
        Assert.Contains("answered before", device.Batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_refuses_everything_is_silent_and_whole_again_within_one_poll()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1, 2, 3, 4, 5, 6, 7]));
        device.Set(Enumerable.Range(0, 8));
        await device.PollAsync();

        device.Client.Refuses = ModbusExceptionCode.IllegalDataAddress;
        await device.PollAsync(20);
        Assert.True(device.Batch.Failed);

        device.Client.Refuses = ModbusExceptionCode.None;
        await device.PollAsync();
        Assert.Equal(Enumerable.Range(1000, 8).Select(static v => $"{v}"), device.Values);
    }

    [Fact]
    public async Task A_device_that_is_busy_teaches_nothing()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1]));
        device.Set([0, 1]);
        device.Client.Refuses = ModbusExceptionCode.ServerDeviceBusy;
        await device.PollAsync(5);
        device.Client.Refuses = ModbusExceptionCode.None;

        Assert.Equal(1, await device.PollAsync());
        Assert.Equal(["1000", "1001"], device.Values);
    }

    [Fact]
    public async Task After_a_loss_what_was_refused_is_asked_again_at_once()
    {
        var device = new SampleDevice(SampleDevice.Points([0, 1, 2]));
        device.Set([0, 2]);
        await device.PollAsync(3);
        device.Client.IsSilent = true;
        await device.PollAsync();
        device.Client.IsSilent = false;
        device.Set([1]);

        await device.PollAsync();

        Assert.Equal(["1000", "1001", "1002"], device.Values);
    }

    [Fact]
    public async Task A_table_that_is_read_whole_is_not_taken_apart()
    {
        var device = new SampleDevice("\"blocks\": [{ \"address\": 0, \"count\": 6 }]," + SampleDevice.Points([0, 2, 10]));
        device.Set([0, 1, 2, 3, 4, 10]);

        await device.PollAsync(4);

        Assert.Equal(["NotConfigured", "NotConfigured", "1010"], device.Values);
        Assert.All(device.Client.Requests, static r => Assert.True(r is "holding 0+6" or "holding 10+1", r));
    }

    [Fact]
    public async Task A_device_that_answers_short_requests_alone_is_read_in_several()
    {
        var device = new SampleDevice(SampleDevice.Points(Enumerable.Range(0, 20)));
        device.Set(Enumerable.Range(0, 20));
        device.Client.Longest = 8;

        await device.PollAsync(6);

        Assert.Equal(3, await device.PollAsync());
        Assert.Equal(Enumerable.Range(1000, 20).Select(static v => $"{v}"), device.Values);
    }

    [Fact]
    public async Task Where_a_whole_table_is_refused_one_of_its_registers_is_still_asked_for()
    {
        var device = new SampleDevice(
            """
            "points": [
              { "name": "a", "signal": "generic.value", "address": 0 },
              { "name": "b", "signal": "generic.value", "table": "coil", "address": 0 },
              { "name": "c", "signal": "generic.value", "table": "coil", "address": 1 }
            ]
            """);
        device.Set([0]);

        await device.PollAsync(5);
        int before = device.Client.Requests.Count;
        await device.PollAsync(2);

        Assert.Equal(["1000", "NotConfigured", "NotConfigured"], device.Values);
        Assert.Equal(["Coil 0+1", "Coil 1+1", "holding 0+1", "holding 0+1"], device.Client.Requests.Skip(before).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_value_of_several_registers_is_never_cut_in_two()
    {
        var device = new SampleDevice(
            "\"points\": [" + string.Join(", ", Enumerable.Range(0, 8).Select(static i => $$"""{ "name": "d{{i}}", "signal": "generic.value", "type": "u32", "address": {{2 * i}} }""")) + "]");
        device.Set(Enumerable.Range(0, 16).Where(static a => a != 9));

        await device.PollAsync(6);

        Assert.All(device.Client.Requests, static r => Assert.Equal(0, int.Parse(r.Split(' ')[1].Split('+')[0], System.Globalization.CultureInfo.InvariantCulture) % 2));
        Assert.Equal("NotConfigured", device.Values[4]);
        Assert.Equal(7, device.Values.Count(static v => v != "NotConfigured"));
    }
}
