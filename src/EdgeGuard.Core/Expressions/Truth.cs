namespace EdgeGuard.Core.Expressions;

/// <summary>Three-valued logic: what is unknown neither raises nor clears.</summary>
public enum Truth : byte
{
    Unknown,
    False,
    True,
}
