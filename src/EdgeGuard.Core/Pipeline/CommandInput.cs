using EdgeGuard.Core.Alarms;
using EdgeGuard.Core.Delivery;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Pipeline;

/// <summary>What a person or the platform does to alarms.</summary>
/// <param name="By">Who; always told.</param>
public abstract record CommandInput(MonotonicTime At, string By) : GatewayInput(At)
{
    /// <summary>The alarm or device it is about, for the journal.</summary>
    internal abstract string Subject { get; }

    internal abstract Words What { get; }

    internal abstract AckResult Apply(AlarmCommands commands, AlarmSink sink);
}

/// <summary>Acknowledges, or opens the latch of, one occurrence.</summary>
/// <param name="Number">The transition that was seen; null: the latest.</param>
public sealed record AckInput(MonotonicTime At, uint Serial, int? Number, string By, bool Reset = false) : CommandInput(At, By)
{
    internal override string Subject => AlarmBody.Serial(Serial);

    internal override Words What => Reset ? new Words("复位", "Reset") : new Words("确认", "Acknowledgement");

    internal override AckResult Apply(AlarmCommands commands, AlarmSink sink) =>
        Reset ? commands.Reset(Serial, By, At, sink) : commands.Acknowledge(Serial, Number, By, At, sink);
}

/// <summary>Takes an alarm from sight for a time.</summary>
/// <param name="Key">The alarm's key, active or not.</param>
/// <param name="Length">Null for a one-shot: as long as is allowed.</param>
/// <param name="OneShot">Until its condition has gone, at the longest for that time.</param>
public sealed record ShelveInput(MonotonicTime At, string Key, TimeSpan? Length, bool OneShot, string By, string Why) : CommandInput(At, By)
{
    internal override string Subject => Key;

    internal override Words What => new("搁置", "Shelving");

    internal override AckResult Apply(AlarmCommands commands, AlarmSink sink) =>
        commands.Shelve(Key, Length, OneShot, By, Why, At, sink);
}

public sealed record UnshelveInput(MonotonicTime At, string Key, string By) : CommandInput(At, By)
{
    internal override string Subject => Key;

    internal override Words What => new("取消搁置", "Unshelving");

    internal override AckResult Apply(AlarmCommands commands, AlarmSink sink) => commands.Unshelve(Key, By, At, sink);
}

/// <summary>Takes an alarm out of service, or puts it back.</summary>
/// <param name="Length">Until it comes back by itself; null: until a person says so.</param>
public sealed record ServiceInput(MonotonicTime At, string Key, bool Out, TimeSpan? Length, string By, string Why) : CommandInput(At, By)
{
    internal override string Subject => Key;

    internal override Words What => Out ? new Words("停用", "Taking out of service") : new Words("恢复使用", "Putting back into service");

    internal override AckResult Apply(AlarmCommands commands, AlarmSink sink) => Out
        ? commands.TakeOut(Key, Length, By, Why, At, sink)
        : commands.PutBack(Key, By, At, sink);
}

/// <summary>Opens a maintenance window, or closes it.</summary>
/// <param name="Device">Null: the whole room.</param>
/// <param name="Length">To its planned end; null closes it now.</param>
public sealed record MaintenanceInput(MonotonicTime At, string? Device, TimeSpan? Length, string By, string Why) : CommandInput(At, By)
{
    internal override string Subject => Device ?? OwnPoints.RoomDevice;

    internal override Words What => new("维护窗口", "Maintenance window");

    internal override AckResult Apply(AlarmCommands commands, AlarmSink sink) => Length is { } length
        ? commands.OpenMaintenance(Device, length, By, Why, At, sink)
        : commands.CloseMaintenance(Device, By, At, sink);
}
