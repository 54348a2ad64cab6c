using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Tests.Sensors;

public class SensorCatalogTests
{
#if USE_IOT_DEVICE_BINDINGS
    private static readonly string[] s_optional = 
        ["iot-sht4x", "iot-bme280", "iot-bmp280", "iot-mcp9808", "iot-scd4x", "iot-ina219", "iot-dht12", "iot-dht11", "iot-dht21", "iot-dht22"];
#else
    private static readonly string[] s_optional = [];
#endif

    [Fact]
    public void The_catalog_lists_the_chips_and_the_contacts() =>
        Assert.Equal(["sht3x", "sht4x", "bme280", "mcp9808", "ds18b20", "ina219", "ina226", "ads1115", "mcp23017", "contacts", .. s_optional], SensorCatalog.All.Select(m => m.Name));

    [Fact]
    public void A_climate_chip_offers_temperature_and_humidity()
    {
        Assert.True(SensorCatalog.TryFind("sht3x", out SensorModel? model));

        IReadOnlyList<OfferedPoint> points = model.Points(Device());

        Assert.Equal([("temperature", Unit.DegreeCelsius), ("humidity", Unit.PercentRelativeHumidity)], points.Select(p => (p.Name, p.Unit)));
        Assert.Equal(0x44, model.Addresses[0]);
    }

    [Fact]
    public void Channels_are_offered_in_the_order_of_their_inputs_and_in_canonical_units()
    {
        Assert.True(SensorCatalog.TryFind("ads1115", out SensorModel? model));
        var channel = new ChannelConfig { Input = 2, Signal = "room.pressure", Unit = "kPa", VoltsLow = 0, VoltsHigh = 3, Low = 0, High = 1 };

        IReadOnlyList<OfferedPoint> points = model.Points(Device() with { Channels = new Dictionary<string, ChannelConfig> { ["b"] = channel, ["a"] = channel with { Input = 0, Unit = "degF" } } });

        Assert.Equal([("a", Unit.DegreeCelsius), ("b", Unit.Pascal)], points.Select(p => (p.Name, p.Unit)));
    }

    [Fact]
    public void A_loop_and_a_counted_contact_have_a_second_point()
    {
        Assert.True(SensorCatalog.TryFind("ads1115", out SensorModel? converter));
        Assert.True(SensorCatalog.TryFind("mcp23017", out SensorModel? expander));
        var loop = new LoopConfig { Input = 1, Signal = "env.smoke", SupplyVolts = 3.3, FeedOhms = 2200, EndOhms = 2200, AlarmOhms = 4700 };
        var contact = new ContactConfig { Line = 3, Signal = "env.door", CountChanges = true, Name = new Words("门", "Door") };

        IReadOnlyList<OfferedPoint> loops = converter.Points(Device() with { Loops = new Dictionary<string, LoopConfig> { ["smoke"] = loop } });
        IReadOnlyList<OfferedPoint> contacts = expander.Points(Device() with { Contacts = new Dictionary<string, ContactConfig> { ["door"] = contact } });

        Assert.Equal([("smoke", "env.smoke"), ("smoke-line", "contact.line")], loops.Select(p => (p.Name, p.Signal)));
        Assert.Equal([("door", "env.door"), ("door-changes", "contact.changes")], contacts.Select(p => (p.Name, p.Signal)));
        Assert.Equal("Door, changes", contacts[1].Label?.En);
    }

    [Fact]
    public void A_chip_of_the_catalog_makes_its_source()
    {
        Assert.True(SensorCatalog.TryFind("sht3x", out SensorModel? model));

        IPointSource source = model.Create!(new FakeI2cDevice(), Device(), name => new PointId(name == "temperature" ? 0 : 1), TimeProvider.System);

        Assert.IsType<Sht3x>(source);
    }

    [Fact]
    public void An_unknown_chip_is_not_found() => Assert.False(SensorCatalog.TryFind("sht99", out _));

    private static DeviceConfig Device() => new() { Id = "d1", Bus = "i2c" };
}
