using EdgeGuard.Core.Formulas;

namespace EdgeGuard.Core.Tests.Formulas;

public class OverloadTableTests
{
    [Theory]
    [InlineData(104.9, false, double.PositiveInfinity)]
    [InlineData(105, false, 600)]
    [InlineData(105, true, 300)]
    [InlineData(109.9, false, 600)]
    [InlineData(110, false, 60)]
    [InlineData(110, true, 60)]
    [InlineData(130, false, 3)]
    [InlineData(150, false, 0.5)]
    [InlineData(400, true, 0.5)]
    public void A_boundary_belongs_to_the_band_above(double load, bool derated, double allowed)
    {
        Assert.True(OverloadTable.TryParse(OverloadTable.Default, out var table, out _));
        Assert.Equal(allowed, table.Allowed(load, derated));
    }

    [Fact]
    public void A_table_of_another_make_is_written_out()
    {
        Assert.True(OverloadTable.TryParse("102:1800, 110:30", out var riello, out _));
        Assert.Equal([new(102, 1800, 1800), new(110, 30, 30)], riello.Bands);
    }

    [Theory]
    [InlineData("", "at least one row")]
    [InlineData("105", "'105'")]
    [InlineData("105:ten", "'105:ten'")]
    [InlineData("105:600/", "'105:600/'")]
    [InlineData("105:300/600", "'105:300/600'")]
    [InlineData("95:600", "'95:600'")]
    [InlineData("105:0", "'105:0'")]
    [InlineData("110:60 105:600", "higher load than '110:60'")]
    [InlineData("105:60 110:600", "no longer time")]
    public void A_table_that_cannot_be_is_refused_with_the_row(string text, string said)
    {
        Assert.False(OverloadTable.TryParse(text, out _, out var wrong));
        Assert.Contains(said, wrong.En, StringComparison.Ordinal);
        Assert.Contains("过载表", wrong.Zh, StringComparison.Ordinal);
    }
}
