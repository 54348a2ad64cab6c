using System.Buffers.Binary;

namespace EdgeGuard.Gateway.Store;

/// <summary>The five facts of LiteDB's page format (version 8) that the streams rely on.</summary>
internal static class DatabasePage
{
    public const int Size = 8192;
    private const int TransactionAt = 14;
    private const int ConfirmAt = 18;

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
