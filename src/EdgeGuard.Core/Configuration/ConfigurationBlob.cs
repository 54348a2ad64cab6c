using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// All files of a configuration as one run of bytes, to keep the last accepted one. Little endian: <c>EGC1</c>, the number of files,
/// then each file by name (ordinal order): kind (1 byte), name and bytes with their lengths (4 bytes each); at the end the SHA-256
/// of all before. The same files give the same bytes whatever order they come in.
/// </summary>
public static class ConfigurationBlob
{
    private const uint Magic = 0x31434745; // "EGC1"

    public static byte[] Pack(IEnumerable<ConfigFile> files)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        var sorted = files.OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Kind).ToList();
        writer.Write(Magic);
        writer.Write(sorted.Count);
        foreach (var file in sorted)
        {
            var name = Encoding.UTF8.GetBytes(file.Name);
            writer.Write((byte)file.Kind);
            writer.Write(name.Length);
            writer.Write(name);
            writer.Write(file.Bytes.Length);
            writer.Write(file.Bytes.Span);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The files, by name; null when the bytes are not what <see cref="Pack"/> wrote, down to the last bit.</summary>
    public static IReadOnlyList<ConfigFile>? Unpack(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 8 + SHA256.HashSizeInBytes)
            return null;
        var body = blob[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(blob[body.Length..]) || BinaryPrimitives.ReadUInt32LittleEndian(body) != Magic)
            return null;
        var files = new List<ConfigFile>();
        var rest = body[8..];
        for (var count = BinaryPrimitives.ReadInt32LittleEndian(body[4..]); count > 0; count--)
        {
            if (rest.IsEmpty || rest[0] > (byte)ConfigFileKind.Profile)
                return null;
            var kind = (ConfigFileKind)rest[0];
            rest = rest[1..];
            if (!Take(ref rest, out var name) || !Take(ref rest, out var bytes))
                return null;
            files.Add(new ConfigFile(kind, Encoding.UTF8.GetString(name), bytes.ToArray()));
        }

        return rest.IsEmpty ? files : null;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (rest.Length < 4)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || length > rest.Length - 4)
            return false;
        part = rest.Slice(4, length);
        rest = rest[(4 + length)..];
        return true;
    }
}
