using System.Text;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What is said of a text that is not JSON.</summary>
internal static class SyntaxWords
{
    public static Words NotUtf8 { get; } = new(
        "这里的字节不是 UTF-8 文字；请以 UTF-8 编码保存文件",
        "the bytes here are not UTF-8 text; save the file as UTF-8");

    public static Words LoneSurrogate { get; } = new(
        "\\u 转义只写了代理对的一半；请直接写该字符",
        "a \\u escape is half of a surrogate pair; write the character itself");

    public static Words Twice(string name, int firstLine) => new(
        $"键“{SchemaWords.Clip(name)}”重复，第 {firstLine} 行已有；请删去其一",
        $"key \"{SchemaWords.Clip(name)}\" stands twice, first in line {firstLine}; remove one");

    /// <summary>What is wrong at a byte offset where the reader gave up.</summary>
    public static Words At(ReadOnlySpan<byte> utf8, int offset, bool afterValue)
    {
        if (offset >= utf8.Length)
        {
            return new Words(
                "文件到此结束，但还不完整；请检查引号、大括号和方括号是否成对",
                "the file ends here but is not complete; look for a quote, brace or bracket that is not closed");
        }

        _ = Rune.DecodeFromUtf8(utf8[offset..], out var found, out _);
        var shown = Rune.IsControl(found) ? $"U+{found.Value:X4}" : found.ToString();
        if (shown == "'")
            return new Words("JSON 的文字用双引号 \"，不用单引号", "text stands in double quotes \" in JSON, not in single ones");
        if (afterValue && (Rune.IsLetterOrDigit(found) || shown is "\"" or "{" or "[" or "-"))
            return new Words($"“{shown}”之前缺少逗号", $"a comma is missing before '{shown}'");
        return new Words($"这里不应有“{shown}”，不是合法的 JSON", $"'{shown}' is not valid JSON here");
    }
}
