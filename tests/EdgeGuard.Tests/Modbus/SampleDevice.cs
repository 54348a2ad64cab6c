using System.Text.Json;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

/// <summary>A device in memory behind a client that counts what it is asked, and the source that polls it.</summary>
internal sealed class SampleDevice
{
    private readonly PointId[] _ids;
    private readonly DeviceProfile _profile;
    private readonly string? _variant;

    /// <param name="profile">What follows the head of the profile: points, limits, identity.</param>
    public SampleDevice(string profile, string? variant = null, DeviceMemory? memory = null)
    {
        _profile = Profile(profile);
        _variant = variant;
        Plan = ReadPlan.Build(_profile, variant);
        _ids = [.. Enumerable.Range(0, Plan.PointCount).Select(static i => new PointId(i))];
        Client = new MemoryClient(Memory);
        Batch = new PollBatch(0, _ids);
        Kept = memory ?? new DeviceMemory("f");
        Source = Start();
    }

    public ModbusMemory Memory { get; set; } = new();

    public MemoryClient Client { get; }

    public ReadPlan Plan { get; }

    public PollBatch Batch { get; }

    public ModbusSource Source { get; private set; }

    /// <summary>What the source wants the next run to know.</summary>
    public DeviceMemory Kept { get; private set; }

    public List<string> Told { get; } = [];

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What each point is after the latest poll: a number, or the reason why there is none.</summary>
    public string[] Values { get; private set; } = [];

    public static DeviceProfile Profile(string rest) => JsonSerializer.Deserialize(
        $$"""
        {
          "name": "sample", "manufacturer": "m", "model": "m", "label": { "zh": "z", "en": "e" },
          "provenance": { "source": "test", "rung": "manual", "checked": "2026-01-01" }, "addressing": { "style": "wire" },
          {{rest}}
        }
        """,
        ProfileJson.Default.DeviceProfile)!;

    /// <summary>Points r0, r1, … at these addresses.</summary>
    public static string Points(IEnumerable<int> addresses) =>
        $"\"points\": [{string.Join(", ", addresses.Select(static a => $$"""{ "name": "r{{a}}", "signal": "generic.value", "address": {{a}} }"""))}]";

    public void Set(IEnumerable<int> addresses)
    {
        foreach (int address in addresses)
            Memory.SetRegisters(ModbusTable.HoldingRegister, (ushort)address, (ushort)(1000 + address));
    }

    /// <summary>The gateway starts again, with what it kept.</summary>
    public void Restart() => Source = Start();

    /// <summary>Polls once, 5 s after the poll before; gives the number of requests.</summary>
    public async Task<int> PollAsync()
    {
        int before = Client.Requests.Count;
        Client.Memory = Memory;
        Now += TimeSpan.FromSeconds(5);
        Batch.Begin(new MonotonicTime(1, Now));
        await Source.ReadAsync(Batch, TestContext.Current.CancellationToken);
        Values = new string[_ids.Length];
        foreach (Reading reading in Batch.Readings)
            Values[reading.Point.Index] = reading.Quality == Quality.Good ? $"{reading.Value}" : $"{reading.Reason}";
        return Client.Requests.Count - before;
    }

    public async Task PollAsync(int times)
    {
        for (int i = 0; i < times; i++)
            await PollAsync();
    }

    private ModbusSource Start() => new(Client, 1, Plan, _ids, new ModbusSourceOptions
    {
        Profile = _profile,
        Variant = _variant,
        Language = Language.En,
        Memory = Kept,
        Keep = memory => Kept = memory,
        Tell = what => Told.Add(what.En),
    });
}
