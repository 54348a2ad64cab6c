namespace EdgeGuard.Gateway.Store;

/// <summary>The data folder as one run of the gateway uses it: what is written is counted, what people must know is told.</summary>
internal sealed class RunFolder(StoreFolder folder, WearCount wear, Func<string> moment, Action<StoreNotice> tell) : StoreFolder
{
    public override bool IsMedium => folder.IsMedium;

    public override long? FreeBytes => folder.FreeBytes;

    public override BlockFile Open(string name) => folder.IsMedium ? new CountedFile(folder.Open(name), wear) : folder.Open(name);

    public override IReadOnlyList<string> Names() => folder.Names();

    public override void Rename(string from, string to) => folder.Rename(from, to);

    public override void Delete(string name) => folder.Delete(name);

    public override string Moment => moment();

    public override void Tell(StoreNotice notice) => tell(notice);

    public override void Flush()
    {
        if (folder.IsMedium)
        {
            // At least the block that holds the names.
            wear.Written(0, 1);
            wear.Flushed();
        }

        folder.Flush();
    }
}
