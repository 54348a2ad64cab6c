using System.Text;
using EdgeGuard.Core.Pipeline;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Replay;

namespace EdgeGuard.Gateway.Tests.Replay;

public class CsvRowsTests
{
    private const string Header = "time,point,value,quality\n";
    private const string Noon = "2026-03-01T12:00:00.000Z";
    private readonly GatewayModel _model = Bench.Model();
    private readonly List<CsvError> _refused = [];

    [Theory]
    [InlineData("24.5,", Quality.Good, QualityReason.None, 24.5)]
    [InlineData("-1e1,good", Quality.Good, QualityReason.None, -10)]
    [InlineData("24.5,uncertain", Quality.Uncertain, QualityReason.None, 24.5)]
    [InlineData(",", Quality.Bad, QualityReason.CommFailure, double.NaN)]
    [InlineData(",good", Quality.Bad, QualityReason.CommFailure, double.NaN)]
    [InlineData("24.5,bad", Quality.Bad, QualityReason.OutOfRange, double.NaN)]
    public void A_row_has_a_value_and_a_quality(string fields, Quality quality, QualityReason reason, double value)
    {
        ReplayRow row = Assert.Single(Read($"{Header}{Noon},th1.temperature,{fields}\n"));

        Assert.Equal(new ReplayRow(Bench.At(0), _model.Point(Bench.Temperature), value, quality, reason), row);
        Assert.Empty(_refused);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_with_a_reason_quotes_a_mark_and_windows_line_ends()
    {
        ReplayRow row = Assert.Single(Read($"\uFEFFpoint,quality,reason,time,value\r\n\r\n\"th1.temperature\",bad,sentinel,{Noon},\r\n"));

        Assert.Equal(QualityReason.Sentinel, row.Reason);
        Assert.False(row.IsSilence);
    }

    [Theory]
    [InlineData("th1.temprature,24,", 26, "th1.temperature")]
    [InlineData("th1.temperature,2x4,", 42, "\"2x4\" is not a number")]
    [InlineData("th1.temperature,NaN,", 42, "is not a number")]
    [InlineData("th1.temperature,24,fine", 45, "good, uncertain, bad")]
    [InlineData("th1.temperature,24", 44, "3 columns here, 4 in the first line")]
    [InlineData("th1.temperature,24,,,", 47, "more columns")]
    [InlineData("th1.comm,1,", 26, "what the gateway itself finds")]
    public void A_row_that_cannot_be_understood_is_refused_with_its_place_and_the_rest_goes_on(string fields, int column, string message)
    {
        IReadOnlyList<ReplayRow> rows = Read($"{Header}{Noon},{fields}\n{Noon},th1.humidity,40,\n");

        Assert.Equal(_model.Point(Bench.Humidity), Assert.Single(rows).Point);
        CsvError error = Assert.Single(_refused);
        Assert.Equal(("in.csv", 2L, column), (error.File, error.Line, error.Column));
        Assert.Contains(message, error.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_time_says_how_it_is_written()
    {
        Assert.Empty(Read($"{Header}2026-03-01 12:00:00,th1.temperature,24,"));

        Assert.Equal("in.csv:2:1: error: the time \"2026-03-01 12:00:00\" should be UTC, as 2026-03-01T12:00:00.000Z", Assert.Single(_refused).In(Language.En));
    }

    [Theory]
    [InlineData("", 1, "time")]
    [InlineData("time,point,value\n", 1, "lacks the column \"quality\"")]
    [InlineData("time,point,valeu,quality\n", 12, "did you mean value?")]
    [InlineData("time;point;value;quality\n", 1, "should be time,point,value,quality")]
    [InlineData("time,point,point,quality\n", 6, "twice")]
    public void A_wrong_first_line_ends_it_all(string text, int column, string message)
    {
        CsvError error = Assert.Throws<CsvHeaderException>(() => Read(text)).Error;

        Assert.Equal(column, error.Column);
        Assert.Contains(message, error.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_without_end_is_passed_over_and_takes_no_memory()
    {
        string endless = new('x', 3_000_000);

        IReadOnlyList<ReplayRow> rows = Read($"{Header}{endless}\n{Noon},th1.temperature,24,\n{endless}");

        Assert.Single(rows);
        Assert.Equal([2L, 4L], _refused.Select(e => e.Line));
    }

    [Fact]
    public void Where_the_stream_breaks_does_not_matter()
    {
        string text = Header + string.Concat(Enumerable.Range(0, 200).Select(i => $"{UtcText.Of(Bench.At(i))},th1.temperature,{i},\n"));
        IReadOnlyList<ReplayRow> whole = Read(text);

        for (int piece = 1; piece < 50; piece++)
            Assert.Equal(whole, Read(new PiecewiseStream(Encoding.UTF8.GetBytes(text), piece)));
        Assert.Equal(200, whole.Count);
    }

    [Fact]
    public void A_row_costs_no_memory()
    {
        string text = Header + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{UtcText.Of(Bench.At(i))},th1.temperature,{i % 30},good\n"));
        var rows = new CsvRows("in.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), new PointNames(_model.Points), _refused.Add);
        for (int i = 0; i < 10_000; i++)
            Assert.True(rows.TryRead(out _));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = 0;
        while (rows.TryRead(out _))
            count++;
        long used = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(10_000, count);
        Assert.True(used < 1000, $"{used} bytes");
    }

    private List<ReplayRow> Read(string text) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private List<ReplayRow> Read(Stream stream)
    {
        var rows = new CsvRows("in.csv", stream, new PointNames(_model.Points), _refused.Add);
        var read = new List<ReplayRow>();
        while (rows.TryRead(out ReplayRow row))
            read.Add(row);
        return read;
    }
}
