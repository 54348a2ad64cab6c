namespace EdgeGuard.Core.Expressions;

/// <summary>What a part may stand for. A contact is both: a number, and true where it is not 0.</summary>
[Flags]
internal enum Role : byte
{
    Number = 1,
    Condition = 2,
    Either = Number | Condition,
}
