using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>What the signal dictionary must keep beyond its schema.</summary>
public static class SignalChecks
{
    public static IReadOnlyList<ProfileFinding> Check(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var findings = new Findings();
        foreach (var (name, signal) in file.Signals)
            CheckSignal(name, signal, findings);
        foreach (var twins in file.Signals.Where(pair => pair.Value.SignalId is not null).GroupBy(pair => pair.Value.SignalId).Where(group => group.Count() > 1))
        {
            findings.Require(
                false, $"$.signals.{twins.Last().Key}.signalId",
                $"{twins.Key} 同时是 {string.Join("、", twins.Select(pair => pair.Key))} 的编码；一个编码只能有一个含义",
                $"{twins.Key} is the id of {string.Join(" and ", twins.Select(pair => pair.Key))}; it can mean one.");
        }

        return findings.All;
    }

    private static void CheckSignal(string name, SignalInfo signal, Findings findings)
    {
        string path = $"$.signals.{name}";
        string units = string.Join(", ", Enum.GetValues<Unit>().Select(Units.NameOf));
        findings.Require(
            IsName(name), path,
            "信号名由点号连接的两个词组成，只含字母和数字，如 env.temperature",
            "A signal's name is two words of letters and digits with a dot between, e.g. env.temperature.");
        findings.Require(
            Units.TryFindCanonical(signal.Unit, out var unit), $"{path}.unit",
            $"“{signal.Unit}”不是基准单位；基准单位有：{units}",
            $"\"{signal.Unit}\" is no canonical unit; those are: {units}.");
        findings.Require(
            signal.SignalId is null || (signal.SignalId.Length == 10 && signal.SignalId.All(char.IsAsciiDigit)), $"{path}.signalId",
            "信号编码为 10 位数字；不知道时写 null", "A signal id has 10 digits; null where none is known.");
        findings.Require(
            signal.Kind == SignalKind.Analog || unit is null or Unit.None, $"{path}.unit",
            "开关量和状态量的单位为 none", "A contact or a state has the unit none.");
        findings.Require(
            signal.Kind != SignalKind.Contact || (signal.States.Count == 2 && signal.States.ContainsKey(0) && signal.States.ContainsKey(1)), $"{path}.states",
            "开关量要有 0 和 1 的文字", "A contact has words for 0 and for 1.");
        findings.Require(
            signal.Kind != SignalKind.State || signal.States.Count > 1, $"{path}.states",
            "状态量至少要有两个值的文字", "A state has words for at least two numbers.");
        findings.Require(
            signal.Kind != SignalKind.Analog || signal.States.Count == 0, $"{path}.states",
            "模拟量没有状态", "A measured number has no states.");
    }

    private static bool IsName(string name)
    {
        var words = name.Split('.');
        return words.Length == 2 && words.All(word => word.Length > 0 && char.IsAsciiLetterLower(word[0]) && word.All(char.IsAsciiLetterOrDigit));
    }
}
