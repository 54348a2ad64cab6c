namespace EdgeGuard.Gateway.Store;

/// <summary>The data folder; like <see cref="BlockFile"/> a seam for tests.</summary>
internal abstract class StoreFolder
{
    /// <summary>False where what is written wears nothing out.</summary>
    public virtual bool IsMedium => true;

    /// <summary>Opens a file for this process alone, creating it where it is missing.</summary>
    public abstract BlockFile Open(string name);

    public abstract IReadOnlyList<string> Names();

    public abstract void Rename(string from, string to);

    public abstract void Delete(string name);

    /// <summary>Returns when names made, changed and removed so far are on the medium.</summary>
    public abstract void Flush();
}
