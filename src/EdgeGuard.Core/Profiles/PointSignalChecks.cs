using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Profiles;

/// <summary>Whether a point can be the signal it says it is: unit, states, kind.</summary>
internal static class PointSignalChecks
{
    public static void Check(PlacedPoint placed, SignalDictionary signals, Findings findings)
    {
        string name = placed.Point.Signal;
        if (!signals.TryFind(name, out var signal))
        {
            string known = Known(name, signals);
            findings.Require(
                false, $"{placed.Path}.signal",
                $"signals.json 中没有信号“{name}”{(known.Length == 0 ? "" : $"；同类信号有：{known}")}",
                $"There is no signal \"{name}\" in signals.json{(known.Length == 0 ? "" : $"; of its kind there are: {known}")}.");
            return;
        }

        CheckUnit(placed, signal, findings);
        CheckStates(placed, signal, findings);
    }

    private static void CheckUnit(PlacedPoint placed, SignalInfo signal, Findings findings)
    {
        if (placed.Point.Unit is not { } unit)
            return;
        string names = string.Join(", ", Units.Names);
        string path = $"{placed.Path}.unit";
        if (!findings.Require(Units.TryFind(unit, out var conversion), path, $"没有单位“{unit}”；可用：{names}", $"There is no unit \"{unit}\"; there are: {names}."))
            return;
        findings.Require(
            Units.NameOf(conversion.Canonical) == signal.Unit, path,
            $"“{unit}”不是 {placed.Point.Signal} 的单位；该信号的单位是 {signal.Unit}",
            $"\"{unit}\" is no unit of {placed.Point.Signal}, which is in {signal.Unit}.");
    }

    private static void CheckStates(PlacedPoint placed, SignalInfo signal, Findings findings)
    {
        var point = placed.Point;
        var states = point.States ?? signal.States;
        string known = string.Join(", ", states.Keys.Order());
        foreach (var (raw, value) in point.Map ?? new Dictionary<int, int>())
        {
            findings.Require(
                states.Count == 0 || states.ContainsKey(value), $"{placed.Path}.map.{raw}",
                $"{value} 不是 {point.Signal} 的状态；其状态有：{known}",
                $"{value} is no state of {point.Signal}; its states are {known}.");
        }

        findings.Require(
            signal.Kind != SignalKind.State || point.Map is not null, placed.Path,
            $"{point.Signal} 对所有设备含义相同，测点要用 map 说明设备的数各是什么",
            $"{point.Signal} has one meaning for every device, so its point needs a \"map\" from the device's numbers.");
        findings.Require(
            signal.Kind != SignalKind.Contact || PointChecks.IsSingle(placed) || point.Map is not null, placed.Path,
            $"{point.Signal} 是开关量，只有 0 和 1：测点应为位、bool，或带 map",
            $"{point.Signal} is a contact, 0 or 1: the point must be a bit, a bool, or have a \"map\".");
    }

    private static string Known(string name, SignalDictionary signals)
    {
        string group = name.Split('.')[0] + ".";
        return string.Join(", ", signals.Names.Where(signal => signal.StartsWith(group, StringComparison.Ordinal)));
    }
}
