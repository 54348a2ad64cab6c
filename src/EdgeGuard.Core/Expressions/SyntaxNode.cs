namespace EdgeGuard.Core.Expressions;

/// <summary>One node of what was written; nothing is resolved yet.</summary>
/// <param name="Offset">Where it is pointed at in the text: its name, its operator or its first character.</param>
internal abstract record SyntaxNode(int Offset)
{
    public virtual IReadOnlyList<SyntaxNode> Children => [];
}
