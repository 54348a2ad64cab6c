namespace EdgeGuard.Core.Delivery;

/// <summary>Names an alarm's black box: what the related points did around its onset, which whoever has the message can ask for.</summary>
public static class AlarmReference
{
    /// <summary>E.g. <c>trace/0000000012</c>; <c>edgeguard trace 0000000012</c> shows it.</summary>
    public static string Of(uint serial) => $"trace/{AlarmBody.Serial(serial)}";
}
