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
        {
            string path = $"$.signals.{name}";
            findings.Require(IsName(name), path, "A signal's name is two words of letters and digits with a dot between, e.g. env.temperature.");
            findings.Require(Units.TryFindCanonical(signal.Unit, out var unit), $"{path}.unit", $"\"{signal.Unit}\" is no canonical unit; those are: {string.Join(", ", Enum.GetValues<Unit>().Select(Units.NameOf))}.");
            findings.Require(signal.SignalId is null || (signal.SignalId.Length == 10 && signal.SignalId.All(char.IsAsciiDigit)), $"{path}.signalId", "A signal id has 10 digits; null where none is known.");
            findings.Require(signal.Kind == SignalKind.Analog || unit is null or Unit.None, $"{path}.unit", "A contact or a state has the unit none.");
            findings.Require(signal.Kind != SignalKind.Contact || (signal.States.Count == 2 && signal.States.ContainsKey(0) && signal.States.ContainsKey(1)), $"{path}.states", "A contact has words for 0 and for 1.");
            findings.Require(signal.Kind != SignalKind.State || signal.States.Count > 1, $"{path}.states", "A state has words for at least two numbers.");
            findings.Require(signal.Kind != SignalKind.Analog || signal.States.Count == 0, $"{path}.states", "A measured number has no states.");
        }

        foreach (var twins in file.Signals.Where(pair => pair.Value.SignalId is not null).GroupBy(pair => pair.Value.SignalId).Where(group => group.Count() > 1))
            findings.Require(false, $"$.signals.{twins.Last().Key}.signalId", $"{twins.Key} is the id of {string.Join(" and ", twins.Select(pair => pair.Key))}; it can mean one.");
        return findings.All;
    }

    private static bool IsName(string name)
    {
        var words = name.Split('.');
        return words.Length == 2 && words.All(word => word.Length > 0 && char.IsAsciiLetterLower(word[0]) && word.All(char.IsAsciiLetterOrDigit));
    }
}
