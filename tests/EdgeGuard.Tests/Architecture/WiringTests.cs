using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Tests.Architecture;

/// <summary>The drawings and tables of hardware/wiring say what the shipped example and the program say.</summary>
public partial class WiringTests
{
    private static readonly string s_folder = Path.Combine(SourceTree.Root, "hardware", "wiring");
    private static readonly string s_page = File.ReadAllText(Path.Combine(s_folder, "README.md"));
    private static readonly string s_examples = Path.Combine(SourceTree.Root, "systemd", "examples", "devices.d");

    public static TheoryData<string> Drawings => [.. Directory.EnumerateFiles(s_folder, "*.svg").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Drawings))]
    public void A_drawing_is_whole_and_legible_and_stands_in_the_page(string name)
    {
        XElement drawing = Load(name);

        Assert.Contains($"]({name})", s_page, StringComparison.Ordinal);
        Assert.Equal("{http://www.w3.org/2000/svg}svg", drawing.Name.ToString());
        Assert.All(["title", "desc", "style"], part => Assert.NotEqual("", drawing.Element(drawing.Name.Namespace + part)?.Value ?? ""));
        // 15 of 960 units are still 12 pixels where the picture is 800 wide.
        Assert.All(FontSize().Matches(drawing.ToString()), size => Assert.True(int.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture) >= 15, size.Value));
        Assert.Equal("960", drawing.Attribute("width")?.Value);
        // Nothing is fetched: neither pictures nor fonts.
        Assert.DoesNotContain(drawing.Descendants(), e => e.Name.LocalName is "image" or "script" or "foreignObject");
        Assert.DoesNotMatch(@"href|url\(|@import|@font-face", drawing.ToString());
    }

    [Fact]
    public void What_the_page_links_to_exists()
    {
        IEnumerable<string> missing = Link().Matches(s_page).Select(m => m.Groups[1].Value).Where(l => l != "").Where(l => !Path.Exists(Path.Combine(s_folder, l)));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_pins_of_the_contacts_are_those_of_the_example()
    {
        Dictionary<string, int> example = Read("contacts.json").GetProperty("contacts").EnumerateObject()
            .ToDictionary(c => $"contacts.{c.Name}", c => c.Value.GetProperty("line").GetInt32());

        Dictionary<string, int> page = Pins().Where(p => p.Where.StartsWith("contacts.", StringComparison.Ordinal)).ToDictionary(p => p.Where, p => p.Line);

        Assert.Equal(example.OrderBy(c => c.Key), page.OrderBy(c => c.Key));
    }

    [Fact]
    public void No_line_and_no_pin_is_given_away_twice()
    {
        List<Pin> pins = Pins();

        Assert.Equal(pins.Count, pins.Select(p => p.Line).Distinct().Count());
        Assert.Equal(pins.Count, pins.Select(p => p.Number).Distinct().Count());
    }

    [Fact]
    public void The_drawn_header_says_what_the_table_says()
    {
        XElement drawing = Load("pin-map.svg");
        string Drawn(int pin) => string.Join(' ', drawing.Descendants().Single(e => e.Attribute("id")?.Value == $"pin{pin}").Descendants().Select(e => e.Value));

        Assert.All(Pins(), p =>
        {
            Assert.Contains($"GPIO{p.Line} ", Drawn(p.Number) + " ", StringComparison.Ordinal);
            Assert.Contains(p.Use, Drawn(p.Number), StringComparison.Ordinal);
        });
        string whole = string.Join(' ', Enumerable.Range(1, 40).Select(Drawn)) + " ";
        Assert.All(Enumerable.Range(0, 28), line => Assert.Contains($" GPIO{line} ", whole, StringComparison.Ordinal));
    }

    [Fact]
    public void The_address_of_the_chip_is_that_of_the_example()
    {
        int address = Read("th-cabinet.json").GetProperty("address").GetInt32();

        Assert.Matches($@"\| 0x{address:X2} \| SHT3x, [^|]+\| `th-cabinet` \|", s_page);
        Assert.Contains($"0x{address:X2} ({address})", Load("i2c.svg").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContactRest.Closed, 2200, 4700)]
    [InlineData(ContactRest.Open, 4700, 1100)]
    public void The_drawn_loop_has_the_voltages_that_the_program_expects(ContactRest rest, double endOhms, double alarmOhms)
    {
        var loop = new LoopConfig
        {
            Input = 2,
            Signal = "env.smoke",
            Rest = rest,
            SupplyVolts = 3.3,
            FeedOhms = 2200,
            EndOhms = endOhms,
            AlarmOhms = alarmOhms,
        };
        double low = Math.Min(loop.NormalVolts, loop.AlarmVolts), high = Math.Max(loop.NormalVolts, loop.AlarmVolts);
        string drawn = Load("supervised-loop.svg").Value;

        Assert.Contains(FormattableString.Invariant($"{loop.NormalVolts:F2} V normal"), drawn, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"{loop.AlarmVolts:F2} V alarm"), drawn, StringComparison.Ordinal);
        Assert.All([low / 2, (low + high) / 2, (high + loop.SupplyVolts) / 2], limit => Assert.Contains(LimitText(limit), drawn, StringComparison.Ordinal));
    }

    private static string LimitText(double volts) => volts.ToString("F2", CultureInfo.InvariantCulture);

    private static XElement Load(string name) => XElement.Load(Path.Combine(s_folder, name));

    private static JsonElement Read(string example)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_examples, example)), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.Clone();
    }

    private static List<Pin> Pins()
    {
        List<Pin> pins =
        [
            .. PinRow().Matches(s_page).Select(m => new Pin(
                int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture),
                int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture),
                m.Groups[3].Value,
                m.Groups[4].Value.Trim('`'))),
        ];
        Assert.NotEmpty(pins);
        return pins;
    }

    private sealed record Pin(int Number, int Line, string Use, string Where);

    [GeneratedRegex(@"^\| (\d+) \| GPIO(\d+) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex PinRow();

    [GeneratedRegex(@"font-size: (\d+)px")]
    private static partial Regex FontSize();

    [GeneratedRegex(@"\]\(([^)#]*)")]
    private static partial Regex Link();
}
