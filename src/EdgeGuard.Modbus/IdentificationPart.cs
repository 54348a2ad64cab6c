using System.Text;

namespace EdgeGuard.Modbus;

/// <summary>One answer of function 43/14, whose form <see cref="AnswerCheck"/> has found good.</summary>
internal static class IdentificationPart
{
    public const int HeaderLength = 7;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Collects the objects of one answer; gives the object to ask for next, null at the end.</summary>
    public static byte? Collect(ReadOnlySpan<byte> answer, SortedDictionary<byte, string> objects)
    {
        var rest = answer[HeaderLength..];
        while (!rest.IsEmpty)
        {
            objects[rest[0]] = Text(rest.Slice(2, rest[1]));
            rest = rest[(2 + rest[1])..];
        }

        return answer[4] == 0 ? null : answer[5];
    }

    /// <summary>The specification says ASCII; some devices send UTF-8, and what is neither is kept byte by byte.</summary>
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes).TrimEnd('\0');
        }
        catch (DecoderFallbackException)
        {
            var text = Encoding.Latin1.GetString(bytes).TrimEnd('\0');

            // A byte above 127 takes two in UTF-8, and an identity must fit a frame again.
            while (Encoding.UTF8.GetByteCount(text) > ModbusIdentity.MaxObjectBytes)
            {
                text = text[..^1];
            }

            return text;
        }
    }
}
