using System.Text.RegularExpressions;

namespace EdgeGuard.Gateway.Tests.Architecture;

public partial class DirectionTests
{
    private static readonly string[] s_coreOrder =
        ["Points", "Profiles", "Formulas", "Expressions", "Functions", "Rules", "Alarms", "Delivery", "Configuration", "Pipeline"];

    private static readonly string[] s_rooms = ["Sensors", "Gpio", "Modbus", "Store", "Mqtt"];

    [Fact]
    public void Core_folders_use_only_folders_to_their_left()
    {
        List<string> wrong = [];
        foreach ((string path, string text) in SourceTree.Files("EdgeGuard.Core"))
        {
            string[] parts = path.Split('/');
            int own = Array.IndexOf(s_coreOrder, parts[1]);
            if (own < 0)
                wrong.Add($"{path} is in no folder of the plan");
            foreach (Match match in CoreFolder().Matches(text))
            {
                if (Array.IndexOf(s_coreOrder, match.Groups[1].Value) > own)
                    wrong.Add($"{path} uses {match.Value}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Rooms_of_the_gateway_do_not_see_each_other()
    {
        List<string> wrong = [];
        foreach (string room in s_rooms)
        {
            foreach ((string path, string text) in SourceTree.Files($"EdgeGuard/{room}"))
            {
                foreach (Match match in GatewayFolder().Matches(text))
                {
                    string used = match.Groups[1].Value;
                    if (used != room && used != "Acquisition" && char.IsUpper(used[0]))
                        wrong.Add($"{path} uses {match.Value}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("LiteDB", "EdgeGuard/Store/")]
    [InlineData("MQTTnet", "EdgeGuard/Mqtt/", "EdgeGuard.Simulator/")]
    [InlineData(@"System\.Device", "EdgeGuard/Sensors/", "EdgeGuard/Gpio/", "EdgeGuard.Simulator/")]
    [InlineData("NModbus", "EdgeGuard/Modbus/NModbus/")]
    [InlineData(@"Iot\.Device", "EdgeGuard/Sensors/IotBindings/")]
    public void A_package_is_named_only_in_its_room(string package, params string[] rooms)
    {
        var usage = new Regex($@"^\s*(global )?using (static )?{package}\b", RegexOptions.Multiline);
        string[] folders = ["EdgeGuard", "EdgeGuard.Core", "EdgeGuard.Modbus", "EdgeGuard.Simulator"];
        IEnumerable<string> wrong =
            from folder in folders
            from file in SourceTree.Files(folder)
            where usage.IsMatch(file.Text) && !rooms.Any(r => file.Path.StartsWith(r, StringComparison.Ordinal))
            select file.Path;

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("EdgeGuard.Core", @"\bEdgeGuard\.(Modbus|Simulator|Gateway)\b")]
    [InlineData("EdgeGuard.Modbus", @"\bEdgeGuard\.(Core|Simulator|Gateway)\b")]
    [InlineData("EdgeGuard.Simulator", @"\bEdgeGuard\.(Core|Gateway)\b")]
    public void A_project_does_not_know_those_above_it(string project, string forbidden)
    {
        IEnumerable<string> wrong = SourceTree.Files(project).Where(f => Regex.IsMatch(f.Text, forbidden)).Select(f => f.Path);

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_source_file_is_longer_than_four_hundred_lines()
    {
        string[] projects = ["EdgeGuard", "EdgeGuard.Core", "EdgeGuard.Modbus", "EdgeGuard.Simulator"];
        IEnumerable<string> wrong =
            projects.SelectMany(SourceTree.Files).Where(f => f.Text.Count(c => c == '\n') > 400).Select(f => f.Path);

        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"EdgeGuard\.Core\.([A-Z]\w+)")]
    private static partial Regex CoreFolder();

    [GeneratedRegex(@"EdgeGuard\.Gateway\.([A-Z]\w+)")]
    private static partial Regex GatewayFolder();
}
