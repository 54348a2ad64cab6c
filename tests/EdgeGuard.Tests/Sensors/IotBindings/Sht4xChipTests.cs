using System.Device.I2c;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Sensors.IotBindings;

namespace EdgeGuard.Gateway.Tests.Sensors.IotBindings;

public sealed class Sht4xChipTests : ClimateContract
{
    protected override ushort RawTemperature => 0x6666;

    protected override ushort RawHumidity => 0x72B0;

    [Theory]
    [InlineData(0x0000, 0)]
    [InlineData(0xFFFF, 0)]
    [InlineData(0x0000, 1)]
    [InlineData(0xFFFF, 1)]
    public async Task A_word_at_an_end_of_the_scale_is_a_broken_element_although_the_binding_makes_a_value_of_it(int raw, int which)
    {
        Answer = which == 0 ? Words((ushort)raw, RawHumidity) : Words(RawTemperature, (ushort)raw);

        PollBatch batch = await ReadAsync();

        Assert.Equal(QualityReason.SensorFault, batch.Readings[which].Reason);
        Assert.Equal(Quality.Good, batch.Readings[1 - which].Quality);
    }

    private protected override IPointSource Make(I2cDevice chip, PointId temperature, PointId humidity, TimeProvider time) =>
        new Sht4xChip(chip, temperature, humidity, time);
}
