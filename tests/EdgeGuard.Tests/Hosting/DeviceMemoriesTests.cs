using System.Text;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Hosting;
using EdgeGuard.Gateway.Modbus;

namespace EdgeGuard.Gateway.Tests.Hosting;

public class DeviceMemoriesTests
{
    private static readonly RefusedRange s_range = new(RegisterTable.InputRegister, 40, 4, true, 3, 61);

    private static readonly DeviceMemory s_memory = new("f1")
    {
        WasRead = true,
        Texts = new Dictionary<string, string> { ["serial"] = "S001" },
        Refused = [s_range],
        Boundaries = [s_range with { Address = 60 }],
    };

    [Fact]
    public void What_one_run_keeps_the_next_one_knows()
    {
        var first = new DeviceMemories([]);
        first.Of("ups1", "f1");
        Assert.Null(first.TakeChanges());
        first.Keep("ups1", s_memory);
        byte[] kept = first.TakeChanges()!;
        Assert.Null(first.TakeChanges());

        DeviceMemory known = new DeviceMemories(kept).Of("ups1", "f1");

        Assert.True(known.WasRead);
        Assert.Equal("S001", known.Texts["serial"]);
        Assert.Equal([s_range], known.Refused);
        Assert.Equal([s_range with { Address = 60 }], known.Boundaries);
    }

    [Fact]
    public void Of_another_profile_or_place_nothing_is_known()
    {
        var first = new DeviceMemories([]);
        first.Keep("ups1", s_memory);

        DeviceMemory known = new DeviceMemories(first.TakeChanges()!).Of("ups1", "f2");

        Assert.Equal("f2", known.Fingerprint);
        Assert.Empty(known.Refused);
        Assert.Empty(known.Texts);
    }

    [Fact]
    public void A_device_that_is_not_configured_any_more_is_forgotten()
    {
        var first = new DeviceMemories([]);
        first.Keep("ups1", s_memory);
        var second = new DeviceMemories(first.TakeChanges()!);
        second.Of("ups2", "f1");
        second.Keep("ups2", s_memory);

        Assert.Empty(new DeviceMemories(second.TakeChanges()!).Of("ups1", "f1").Refused);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"ups1\": { \"fingerprint\": null } }")]
    public void What_is_damaged_is_told_and_learnt_anew(string kept)
    {
        var memories = new DeviceMemories(Encoding.UTF8.GetBytes(kept));

        Assert.True(memories.IsDamaged);
        Assert.Empty(memories.Of("ups1", "f1").Refused);
    }

    [Fact]
    public void New_texts_are_told_once()
    {
        var memories = new DeviceMemories([]);
        memories.Of("ups1", "f1");
        memories.Keep("ups1", s_memory with { Texts = new Dictionary<string, string>() });
        Assert.False(memories.TakeNewTexts());

        memories.Keep("ups1", s_memory);

        Assert.True(memories.TakeNewTexts());
        Assert.False(memories.TakeNewTexts());
        Assert.Equal("S001", memories.TextsOf("ups1")["serial"]);
    }
}
