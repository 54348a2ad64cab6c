using System.Buffers.Binary;
using System.Text;

namespace EdgeGuard.Gateway.Store;

/// <summary>The facts of LiteDB's page format (version 8) that the streams rely on.</summary>
internal static class DatabasePage
{
    public const int Size = 8192;

    /// <summary>Of LiteDB's file format, in the first page.</summary>
    public const byte FileVersion = 8;
    private const int InfoAt = 32;
    private const int FileVersionAt = 59;
    private const int TransactionAt = 14;
    private const int ConfirmAt = 18;

    private static readonly byte[] Info = Encoding.ASCII.GetBytes("** This is a LiteDB file **");

    /// <summary>Of the first page of a LiteDB file since version 5; null: that is not what it is.</summary>
    public static byte? FileVersionOf(ReadOnlySpan<byte> firstPage) =>
        firstPage[InfoAt..].StartsWith(Info) ? firstPage[FileVersionAt] : null;

    public static uint Id(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    public static uint Transaction(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[TransactionAt..]);

    /// <summary>The last page of a transaction, which makes it whole.</summary>
    public static bool Confirms(ReadOnlySpan<byte> page) => page[ConfirmAt] != 0;

    /// <summary>Gives the page the form it has at rest in the data file.</summary>
    public static void Settle(Span<byte> page)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(page[TransactionAt..], uint.MaxValue);
        page[ConfirmAt] = 0;
    }
}
