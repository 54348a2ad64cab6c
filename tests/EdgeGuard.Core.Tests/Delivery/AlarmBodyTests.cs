using System.Text;
using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Rules;

namespace EdgeGuard.Core.Tests.Delivery;

public class AlarmBodyTests
{
    [Theory]
    [InlineData("蓄电池组总电压过低请尽快检查整流模块", 46.1, "蓄电池组总电压过低请尽(46.1V)")]
    [InlineData("欠压<告警>", 46.1, "欠压告警(46.1V)")]
    [InlineData("过压", 3.4e38, "过压(3.4E+38V)")]
    public void A_description_keeps_the_value_and_at_most_40_bytes_of_whole_characters(string label, double value, string expected)
    {
        var point = new PointInfo(default, "d.u", "d", new PointSpec("u", null, null, Unit.Volt, new Words("电压", "Voltage"), new Dictionary<int, Words>()));
        var stage = new Stage("L", StageSide.Low, 2, 47, TimeSpan.Zero, TimeSpan.Zero);
        var rule = new DigitalRule { Id = "low", Label = new Words(label, label), Stages = [stage] };
        var state = new AlarmState { Serial = 1, Number = 1, Active = true, Acked = false, Level = 2, Value = value };

        string text = AlarmBody.Describe(
            new AlarmTransition(new AlarmDefinition(point, rule), AlarmFlag.Begin, state, default), Language.Zh);

        Assert.True(Encoding.UTF8.GetByteCount(text) <= AlarmBody.MaxDescriptionBytes);
        Assert.Equal(expected, text);
    }
}
