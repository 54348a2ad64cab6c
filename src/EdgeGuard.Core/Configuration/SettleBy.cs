namespace EdgeGuard.Core.Configuration;

/// <summary>Whose word makes a message delivered.</summary>
public enum SettleBy : byte
{
    /// <summary>The broker has it (PUBACK).</summary>
    Broker,

    /// <summary>The platform says on <c>ack/in</c> that it has it.</summary>
    Platform,
}
