using EdgeGuard.Core.Delivery;

namespace EdgeGuard.Gateway.Mqtt;

/// <summary>What the platform may want of the gateway. Called from the inbox's loop, after the message was checked. Implementations: the daemon, and a list in the tests.</summary>
internal interface IPlatformWishes
{
    void Acknowledge(string stream, IReadOnlyList<SeqRange> ranges);

    /// <summary>Tell <c>status</c> and <c>points</c> again.</summary>
    void Rebirth(string by);

    /// <summary>Tell the retained state of every alarm again.</summary>
    void TellAlarms(string by);

    /// <summary>Send these numbers again.</summary>
    /// <param name="range">Its end may lie beyond what was ever sent.</param>
    void Replay(string by, string stream, SeqRange range);
}
