using CsCheck;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public class LearnedRegistersLaws
{
    private const int Addresses = 120;

    /// <summary>Which addresses are points, and which of all addresses the device has.</summary>
    private static readonly Gen<(bool[] Points, bool[] Has)> s_devices =
        Gen.Select(Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))).Array[Addresses], Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))).Array[Addresses])
            .Where(static d => d.Item1.Zip(d.Item2).Any(static a => a is (true, true)));

    [Fact]
    public async Task Whatever_a_device_lacks_everything_else_is_read_in_as_few_requests_as_that_allows() =>
        await s_devices.SampleAsync(
            static async given =>
            {
                int[] points = [.. Enumerable.Range(0, Addresses).Where(a => given.Points[a])];
                var device = new SampleDevice("\"limits\": { \"gap\": 3, \"registers\": 60 }," + SampleDevice.Points(points));
                device.Set(Enumerable.Range(0, Addresses).Where(a => given.Has[a]));
                int usual = device.Plan.Blocks.Count;

                int most = 0, requests = 0;
                for (int i = 0; i < 120; i++)
                {
                    int before = requests;
                    requests = await device.PollAsync();
                    most = Math.Max(most, requests - Math.Max(before, usual));
                }

                for (int i = 0; i < points.Length; i++)
                    Assert.Equal(given.Has[points[i]] ? $"{1000 + points[i]}" : "NotConfigured", device.Values[i]);
                Assert.InRange(most, 0, 2 * ModbusSourceOptions.DefaultExtra);
                Assert.Equal(Fewest(device, given.Has), requests);
            },
            iter: 100);

    /// <summary>A request ends before an address that the device lacks, whether it is a point's or lies between two.</summary>
    private static int Fewest(SampleDevice device, bool[] has)
    {
        int requests = 0;
        foreach (PlanBlock block in device.Plan.Blocks)
        {
            int open = -1;
            int before = requests;
            foreach (BlockCell cell in block.Cells.Where(c => has[c.Address]))
            {
                requests += open >= 0 && Enumerable.Range(open, cell.Address - open).All(a => has[a]) ? 0 : 1;
                open = cell.Address;
            }

            // Of a block that is refused altogether one value is asked for all the same.
            requests += requests == before ? 1 : 0;
        }

        return requests;
    }
}
