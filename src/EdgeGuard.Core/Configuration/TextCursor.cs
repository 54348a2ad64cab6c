namespace EdgeGuard.Core.Configuration;

/// <summary>Turns byte offsets of a UTF-8 text into positions. It only walks forward, so that a whole file costs one pass.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Position of the byte at <paramref name="offset"/>, which is not before the last one asked for.</summary>
    public TextPosition At(int offset)
    {
        var end = Math.Min(offset, _utf8.Length);
        for (; _offset < end; _offset++)
        {
            var b = _utf8[_offset];
            if (b == (byte)'\n')
            {
                _line++;
                _column = 1;
            }
            else if ((b & 0xC0) != 0x80) // continuation bytes belong to the character before
            {
                _column++;
            }
        }

        return new TextPosition(_line, _column);
    }

    /// <summary>Byte offset of the start of a line, from 0; the end of the text when there are fewer lines.</summary>
    public static int LineStart(ReadOnlySpan<byte> utf8, long line)
    {
        var offset = 0;
        for (; line > 0 && offset < utf8.Length; offset++)
        {
            if (utf8[offset] == (byte)'\n')
                line--;
        }

        return offset;
    }
}
