namespace EdgeGuard.Gateway.Store;

/// <summary>The data folder; like <see cref="BlockFile"/> a seam for tests.</summary>
internal abstract class StoreFolder
{
    /// <summary>False where what is written wears nothing out.</summary>
    public virtual bool IsMedium => true;

    /// <summary>Room that is left on the medium; null: nobody knows.</summary>
    public virtual long? FreeBytes => null;

    /// <summary>Opens a file for this process alone, creating it where it is missing.</summary>
    public abstract BlockFile Open(string name);

    public abstract IReadOnlyList<string> Names();

    public abstract void Rename(string from, string to);

    public abstract void Delete(string name);

    /// <summary>Now, as a file's name can tell it: wall time, which may be wrong, and the run, which never is.</summary>
    public virtual string Moment => "00000000T0000Z-b0";

    /// <summary>Takes what people must know of a file in it.</summary>
    public virtual void Tell(StoreNotice notice)
    {
    }

    /// <summary>Returns when names made, changed and removed so far are on the medium.</summary>
    public abstract void Flush();
}
