using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Tests.Modbus;

public class DeviceIdentityTests
{
    private const string Register = "\"identity\": { \"registers\": [{ \"address\": 100, \"values\": [515, 516] }] },";
    private const string Object = "\"identity\": { \"objects\": [{ \"object\": 1, \"contains\": \"UPS2000\", \"code\": 1, \"from\": 0 }] },";
    private const string Texts = """
        "texts": [
          { "name": "model", "address": 200, "count": 2, "label": { "zh": "型号", "en": "model" } },
          { "name": "serial", "address": 210, "count": 2, "label": { "zh": "序列号", "en": "serial number" } },
          { "name": "absent", "address": 300, "count": 2 }
        ],
        """;

    private const string Variants = """
        "defaultVariant": "three",
        "variants": [
          { "name": "three", "points": [{ "name": "load3", "signal": "generic.value", "address": 1 }] },
          { "name": "one", "when": { "address": 110, "values": ["0xFFFF"] }, "points": [{ "name": "load1", "signal": "generic.value", "address": 1 }] }
        ],
        """;

    [Fact]
    public async Task The_right_device_is_asked_once_who_it_is()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0]));
        device.Set([0]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 516);

        await device.PollAsync(3);

        Assert.Equal(["holding 100+1", "holding 0+1", "holding 0+1", "holding 0+1"], device.Client.Requests);
        Assert.Equal(["1000"], device.Values);
    }

    [Fact]
    public async Task Of_a_wrong_device_nothing_is_taken_for_a_reading_until_it_is_the_right_one()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0, 1]));
        device.Set([0, 1]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 77);

        await device.PollAsync(2);
        Assert.Equal(["NotConfigured", "NotConfigured"], device.Values);
        Assert.False(device.Batch.Failed);
        Assert.Contains("holding register 100 (0x0064) should be 515 / 516 and is 77", device.Batch.Detail, StringComparison.Ordinal);

        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 515);
        await device.PollAsync();
        Assert.Equal(["1000", "1001"], device.Values);
        Assert.Null(device.Batch.Detail);
    }

    [Fact]
    public async Task A_device_that_lacks_the_register_of_its_identity_is_a_wrong_one()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0]));
        device.Set([0]);

        await device.PollAsync();

        Assert.Equal(["NotConfigured"], device.Values);
        Assert.Contains("holding register 100 (0x0064) is refused (2)", device.Batch.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_was_exchanged_while_it_was_away_is_noticed_when_it_comes_back()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0]));
        device.Set([0]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 515);
        await device.PollAsync();
        device.Client.IsSilent = true;
        await device.PollAsync(2);
        Assert.True(device.Batch.Failed);

        device.Client.IsSilent = false;
        device.Memory = new ModbusMemory();
        device.Set([0]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 1);
        await device.PollAsync();

        Assert.Equal(["NotConfigured"], device.Values);
    }

    [Fact]
    public async Task A_device_that_comes_back_is_whole_within_one_poll()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0, 50]));
        device.Set([0, 50]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 100, 515);
        await device.PollAsync();
        device.Client.IsSilent = true;
        await device.PollAsync();
        device.Client.IsSilent = false;

        await device.PollAsync();

        Assert.Equal(["1000", "1050"], device.Values);
    }

    [Fact]
    public async Task A_device_that_is_busy_when_asked_who_it_is_is_no_wrong_one()
    {
        var device = new SampleDevice(Register + SampleDevice.Points([0]));
        device.Set([0]);
        device.Client.Refuses = ModbusExceptionCode.ServerDeviceBusy;

        await device.PollAsync();

        Assert.Equal(["CommFailure"], device.Values);
        Assert.True(device.Batch.Failed);
    }

    [Theory]
    [InlineData("UPS2000-G-3KRTS", "1000", null)]
    [InlineData("UPS5000", "NotConfigured", "is \"UPS5000\"")]
    public async Task The_identification_objects_must_say_what_the_profile_says(string product, string value, string? detail)
    {
        var device = new SampleDevice(Object + SampleDevice.Points([0])) { Memory = new ModbusMemory { Identity = new ModbusIdentity("Huawei", product, "1") } };
        device.Set([0]);

        await device.PollAsync();

        Assert.Equal([value], device.Values);
        Assert.Contains(detail ?? "", device.Batch.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_without_identification_is_accepted_and_that_is_told()
    {
        var device = new SampleDevice(Object + SampleDevice.Points([0]));
        device.Set([0]);

        await device.PollAsync();

        Assert.Equal(["1000"], device.Values);
        Assert.Contains("no identification", device.Batch.Facts!.Note!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0xFFFF, "variant \"one\"")]
    [InlineData("one", 30, "not variant \"one\"")]
    [InlineData(null, 30, null)]
    [InlineData("one", 0xFFFF, null)]
    public async Task The_version_that_the_device_tells_must_be_the_configured_one(string? variant, int told, string? detail)
    {
        var device = new SampleDevice(Variants + SampleDevice.Points([0]), variant);
        device.Set([0, 1]);
        device.Memory.SetRegisters(ModbusTable.HoldingRegister, 110, (ushort)told);

        await device.PollAsync();

        Assert.Equal(detail is null ? ["1000", "1001"] : ["NotConfigured", "NotConfigured"], device.Values);
        Assert.Contains(detail ?? "", device.Batch.Detail ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_texts_of_a_device_are_read_once_and_known_after_a_restart()
    {
        var device = new SampleDevice(Texts + SampleDevice.Points([0]));
        device.Set([0]);
        Put(device, 200, "AB12");
        Put(device, 210, "S001");

        await device.PollAsync(3);

        Assert.Equal(["model AB12", "serial number S001"], device.Batch.Facts!.Attributes.Select(static a => $"{a.Label.En} {a.Value}"));
        Assert.Single(device.Client.Requests, "holding 200+2");
        Assert.Single(device.Client.Requests, "holding 300+2");
        Assert.Equal("S001", device.Kept.Texts["serial"]);
        Assert.Empty(device.Told);
    }

    [Fact]
    public async Task Another_serial_number_after_a_loss_is_told()
    {
        var device = new SampleDevice(Texts + SampleDevice.Points([0]));
        device.Set([0]);
        Put(device, 200, "AB12");
        Put(device, 210, "S001");
        await device.PollAsync(2);
        device.Client.IsSilent = true;
        await device.PollAsync();
        device.Client.IsSilent = false;
        Put(device, 210, "S002");

        await device.PollAsync();

        Assert.Equal(["serial number was \"S001\" and is \"S002\"; the device was replaced or updated"], device.Told);
        Assert.Equal("S002", device.Kept.Texts["serial"]);
        Assert.Equal(["1000"], device.Values);
    }

    private static void Put(SampleDevice device, ushort address, string text)
    {
        for (int i = 0; i < text.Length; i += 2)
            device.Memory.SetRegisters(ModbusTable.HoldingRegister, (ushort)(address + i / 2), (ushort)(text[i] << 8 | text[i + 1]));
    }
}
