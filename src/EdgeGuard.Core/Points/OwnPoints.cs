namespace EdgeGuard.Core.Points;

/// <summary>Names that the gateway itself uses; no profile, contact or device may take them.</summary>
public static class OwnPoints
{
    /// <summary>Every device's point of whether it answers.</summary>
    public const string Comm = "comm";

    /// <summary>Every device's point of whether its data is whole.</summary>
    public const string Data = "data";

    /// <summary>What came of the requests to a device in the last 10 minutes, and its answer times; on buses that tell it.</summary>
    public static readonly IReadOnlyList<string> Answers = ["busGood", "busTimeouts", "busCrc", "busRefused", "busErrors", "answerP50", "answerP95"];

    /// <summary>The device that the gateway is to itself.</summary>
    public const string GatewayDevice = "gateway";

    /// <summary>What is computed over several devices stands on this one.</summary>
    public const string RoomDevice = "room";

    /// <summary>1 when a rule of the gateway failed while it was judged.</summary>
    public const string Rules = "rules";

    /// <summary>1 when an output is not where it should be.</summary>
    public const string Outputs = "outputs";

    /// <summary>How many buses lost a device at once.</summary>
    public const string BusesLost = "busesLost";

    public static bool IsReservedDevice(string id) =>
        id.Equals(GatewayDevice, StringComparison.OrdinalIgnoreCase) || id.Equals(RoomDevice, StringComparison.OrdinalIgnoreCase);

    public static bool IsReserved(string point) => point is Comm or Data || Answers.Contains(point);
}
