using EdgeGuard.Gateway.Store;

namespace EdgeGuard.Gateway.Tests.Store;

/// <summary>Damages files at rest.</summary>
internal static class Rot
{
    public static void Flip(StoreFolder folder, string file, long offset, int bit = 3)
    {
        using BlockFile opened = folder.Open(file);
        byte[] one = new byte[1];
        Assert.Equal(1, opened.Read(offset, one));
        one[0] ^= (byte)(1 << bit);
        opened.Write(offset, one);
    }

    public static long LengthOf(StoreFolder folder, string file)
    {
        using BlockFile opened = folder.Open(file);
        return opened.Length;
    }

    /// <summary>A folder of the same content.</summary>
    public static MemoryFolder Copy(StoreFolder folder)
    {
        var copy = new MemoryFolder();
        foreach (string name in folder.Names())
        {
            using BlockFile from = folder.Open(name);
            using BlockFile to = copy.Open(name);
            to.Write(0, Read(from));
        }

        return copy;
    }

    public static byte[] Read(StoreFolder folder, string file)
    {
        using BlockFile opened = folder.Open(file);
        return Read(opened);
    }

    private static byte[] Read(BlockFile file)
    {
        byte[] content = new byte[file.Length];
        Assert.Equal(content.Length, file.Read(0, content));
        return content;
    }
}
