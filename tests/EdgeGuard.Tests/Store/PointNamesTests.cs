using System.Text;
using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

public sealed class PointNamesTests
{
    private readonly PointNames _names = new();

    [Fact]
    public void Ten_thousand_names_keep_the_numbers_they_were_given()
    {
        string[] names = [.. Enumerable.Range(0, 10_000).Select(static i => $"dev{i / 40:D3}.测点{i % 40}")];

        Assert.Equal(Enumerable.Range(0, 10_000), names.Select(Add));

        Assert.Equal(Enumerable.Range(0, 10_000), names.Select(Add));
        Assert.Equal(names, Enumerable.Range(0, _names.Count).Select(i => Encoding.UTF8.GetString(_names[i])));
    }

    [Fact]
    public void A_guess_is_taken_only_where_it_is_right()
    {
        Add("a.one");
        Add("a.two");

        Assert.Equal(1, _names.Add("a.two"u8, guess: 1));
        Assert.Equal(0, _names.Add("a.one"u8, guess: 1));
        Assert.Equal(1, _names.Add("a.two"u8, guess: 7));
        Assert.Equal(2, _names.Add("a.three"u8, guess: 2));
    }

    [Fact]
    public void The_empty_name_is_a_name()
    {
        Assert.Equal(0, Add(""));
        Assert.Equal(1, Add("a"));
        Assert.Equal(0, Add(""));
        Assert.True(_names[0].IsEmpty);
    }

    private int Add(string name) => _names.Add(Encoding.UTF8.GetBytes(name));
}
