using System.Text;
using CsCheck;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Tests.Configuration;

public class PositionedJsonTests
{
    private static PositionedDocument Parse(string text) => PositionedJson.Parse("f.json", Sample.Utf8(text));

    [Fact]
    public void Every_key_and_value_has_its_line_and_column()
    {
        var root = Parse("// head\n{\n  \"a\": [1, { \"b\": true }], /* x\n y */ \"c\": null,\n}").Root!;

        Assert.Equal(new TextPosition(2, 1), root.At);
        Assert.Equal(new TextPosition(3, 3), root.Member("a")!.NameAt);
        Assert.Equal(new TextPosition(3, 8), root["a"]!.At);
        Assert.Equal(new TextPosition(3, 14), root["a"]!.Items[1].Member("b")!.NameAt);
        Assert.Equal(new TextPosition(4, 7), root.Member("c")!.NameAt);
        Assert.Equal(new TextPosition(4, 12), root["c"]!.At);
    }

    [Fact]
    public void Columns_count_characters_and_not_bytes()
    {
        var root = Parse("{ \"机房🔥\": \"é\", \"x\": 1 }").Root!;

        Assert.Equal(new TextPosition(1, 10), root["机房🔥"]!.At);
        Assert.Equal(new TextPosition(1, 15), root.Member("x")!.NameAt);
    }

    [Fact]
    public void A_byte_order_mark_is_no_character()
    {
        var document = PositionedJson.Parse("f.json", [0xEF, 0xBB, 0xBF, .. "{}"u8]);

        Assert.Empty(document.Errors);
        Assert.Equal(TextPosition.Start, document.Root!.At);
    }

    [Fact]
    public void A_carriage_return_before_the_line_feed_moves_nothing() =>
        Assert.Equal(new TextPosition(2, 3), Parse("{\r\n  \"a\": 1\r\n}").Root!.Member("a")!.NameAt);

    [Fact]
    public void Keys_that_stand_twice_are_all_told_and_the_first_value_stays()
    {
        var document = Parse("{\n \"a\": 1,\n \"a\": 2,\n \"b\": { \"c\": 1, \"c\": 2 }\n}");

        Assert.Equal(
            ["f.json:3:2 $.a key \"a\" stands twice, first in line 2; remove one", "f.json:4:17 $.b.c key \"c\" stands twice, first in line 4; remove one"],
            Sample.Tell(document.Errors));
        Assert.Equal("1", document.Root!["a"]!.Text);
    }

    [Theory]
    [InlineData("", 1, 1, "the file ends here but is not complete; look for a quote, brace or bracket that is not closed")]
    [InlineData("{ \"a\": 1", 1, 9, "the file ends here but is not complete; look for a quote, brace or bracket that is not closed")]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3, "a comma is missing before '\"'")]
    [InlineData("{\n  'a': 1 }", 2, 3, "text stands in double quotes \" in JSON, not in single ones")]
    [InlineData("{ \"a\": ; }", 1, 8, "';' is not valid JSON here")]
    [InlineData("{ \"名\": tru }", 1, 11, "' ' is not valid JSON here")]
    [InlineData("{} {}", 1, 4, "'{' is not valid JSON here")]
    [InlineData("[1, 2}", 1, 6, "'}' is not valid JSON here")]
    public void A_syntax_error_says_where_and_what(string text, int line, int column, string message)
    {
        var error = Assert.Single(Parse(text).Errors);

        Assert.Equal((line, column, "$", message), (error.Line, error.Column, error.Path, error.Message.En));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_by_their_place()
    {
        var document = PositionedJson.Parse("f.json", [.. "{\n \"a\": \""u8, 0xC3, 0x28, .. "\" }"u8]);

        Assert.Equal(["f.json:2:8 $ the bytes here are not UTF-8 text; save the file as UTF-8"], Sample.Tell(document.Errors));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_told_by_its_place() =>
        Assert.Equal(
            ["f.json:1:8 $ a \\u escape is half of a surrogate pair; write the character itself"],
            Sample.Tell(Parse("{ \"a\": \"\\ud800\" }").Errors));

    [Fact]
    public void Too_deep_a_nesting_is_an_error() => Assert.Single(Parse(new string('[', 100_000)).Errors);

    [Fact]
    public void An_error_reads_as_one_line_in_both_languages()
    {
        var error = Parse("{ \"a\": ; }").Errors[0];

        Assert.Equal("f.json:1:8: error: $: ';' is not valid JSON here", error.In(Language.En));
        Assert.Equal("f.json:1:8: 错误: $: 这里不应有“;”，不是合法的 JSON", error.In(Language.Zh));
    }

    [Fact]
    public void Any_bytes_give_a_tree_or_an_error_inside_the_text() =>
        Gen.OneOf(Gen.Byte.Array[0, 60], JsonLike.Select(Encoding.UTF8.GetBytes)).Sample(bytes =>
        {
            var document = PositionedJson.Parse("f", bytes);
            var lines = bytes.Count(b => b == '\n') + 1;
            return (document.Root is not null || document.Errors.Count == 1)
                && document.Errors.All(e => e.Line >= 1 && e.Line <= lines && e.Column >= 1 && e.Column <= bytes.Length + 1);
        });

    /// <summary>Pieces of JSON in any order: far more often nearly right than random bytes.</summary>
    internal static Gen<string> JsonLike { get; } =
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 30].Select(string.Concat);

    private static string[] Pieces =>
    [
        "{", "}", "[", "]", ",", ":", "\"a\"", "\"机\"", "\"\\ud800\"", "1", "-0.5e9999", "true", "null", "//", "/*", "*/", "\n", "\r\n", " ", "\"", "'",
    ];
}
