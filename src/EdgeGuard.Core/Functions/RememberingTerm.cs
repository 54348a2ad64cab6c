using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Functions;

/// <summary>A term with state that is as new again after a state it could not read.</summary>
internal abstract class RememberingTerm : StatefulTerm
{
    public sealed override void Load(ref StateReader reader)
    {
        try
        {
            Read(ref reader);
        }
        catch (InvalidDataException)
        {
            Clear();
            throw;
        }
    }

    protected abstract void Read(ref StateReader reader);

    /// <summary>Makes it as new.</summary>
    protected abstract void Clear();
}
