using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Expressions;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Tests.Profiles;

namespace EdgeGuard.Core.Tests.Configuration;

public class RatingChecksTests
{
    [Fact]
    public void A_misspelt_rating_of_a_device_is_an_error_with_the_nearest_one_and_its_unit() => Assert.Equal(
        ["d1:1:64 $.ratings.capactiy there is no rating \"capactiy\"; did you mean capacity (Ah)?"],
        Sample.CheckDevices("""{ "id": "a", "bus": "plant", "profile": "sdm630", "ratings": { "capactiy": 300, "strings": 2 } }"""));

    [Fact]
    public void A_misspelt_rating_of_the_room_is_an_error_too() => Assert.Equal(
        ["g:1:55 $.gateway.ratings.roompower there is no rating \"roompower\"; did you mean roomPower (W)?"],
        Sample.CheckGateway("""{ "gateway": { "id": "g1", "site": "s1", "ratings": { "roompower": 20000 } } }"""));

    [Fact]
    public void Where_none_is_near_all_are_told_with_their_units()
    {
        string error = Assert.Single(Sample.CheckDevices("""{ "id": "a", "bus": "plant", "profile": "sdm630", "ratings": { "colour": 3 } }"""));

        Assert.All(Ratings.Known, r => Assert.Contains(r.Value == Unit.None ? r.Key : $"{r.Key} ({r.Value.Name()})", error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("device.schema.json")]
    [InlineData("edgeguard.schema.json")]
    public void The_schemas_name_every_rating_with_its_unit(string schema)
    {
        string text = File.ReadAllText(Path.Combine(Shipped.Hardware, "schema", schema));

        Assert.All(Ratings.Known, r => Assert.Contains(r.Value == Unit.None ? r.Key : $"{r.Key} {r.Value.Name()}", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_for_people_holds_every_rating_with_its_unit_and_no_other()
    {
        string[] table = [.. File.ReadAllText(Path.Combine(Shipped.Hardware, "README.md")).Split("## Ratings")[1].Split("\n## ")[0].Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal))];

        Assert.Equal(
            Ratings.Known.Select(r => $"| `{r.Key}` | {(r.Value == Unit.None ? "-" : r.Value.Name())} |"),
            table.Select(l => string.Join('|', l.Split('|')[..3]) + "|"));
    }
}
