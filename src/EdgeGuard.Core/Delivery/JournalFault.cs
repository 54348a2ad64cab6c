namespace EdgeGuard.Core.Delivery;

/// <summary>Why a journal does not hold together at a line.</summary>
public enum JournalFault : byte
{
    /// <summary>The line or its hash is not the one that was written.</summary>
    Hash,

    /// <summary>Lines before it are missing, and no anchor tells of it.</summary>
    Gap,

    /// <summary>Its number was there already, or is lower than the one before.</summary>
    Order,

    /// <summary>The anchor names another line than the one before it.</summary>
    Previous,

    /// <summary>It is no journal line.</summary>
    Unreadable,

    /// <summary>The line that was told as the newest has another hash, or is older than all that is here.</summary>
    Head,

    /// <summary>It and those after it, up to the line that was told as the newest, are missing.</summary>
    Truncated,
}
