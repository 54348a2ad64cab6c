namespace EdgeGuard.Core.Alarms;

/// <summary>Why an alarm is suppressed by design.</summary>
public enum SuppressionCause : byte
{
    /// <summary>It is a consequence of another alarm (rule 7).</summary>
    Parent,

    /// <summary>Its rule's own condition, such as a maintenance or test flag of the device (rule 8).</summary>
    Condition,

    /// <summary>A maintenance window of the device or the room (rule 8).</summary>
    Maintenance,
}
