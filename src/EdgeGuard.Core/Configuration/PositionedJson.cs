using System.Buffers;
using System.Text;
using System.Text.Json;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>
/// Reads JSON with comments and trailing commas into a tree that knows where everything stands. Any bytes give a document,
/// never an exception: what is not JSON gives one error with its place, keys that stand twice one error each.
/// </summary>
public static class PositionedJson
{
    private const int MaxDepth = 64;

    public static PositionedDocument Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var utf8 = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        if (FirstInvalid(utf8) is { } invalid)
            return Broken(file, new TextCursor(utf8).At(invalid), SyntaxWords.NotUtf8);
        var state = new State(file, utf8);
        try
        {
            state.Next();
            var root = Value(ref state, JsonPaths.Root);
            state.Next(); // whatever follows the value is an error
            return new PositionedDocument(file, root, state.Errors);
        }
        catch (JsonException e)
        {
            var at = TextCursor.LineStart(utf8, e.LineNumber ?? 0) + (int)(e.BytePositionInLine ?? 0);
            return Broken(file, new TextCursor(utf8).At(at), SyntaxWords.At(utf8, at, state.AfterValue));
        }
        catch (InvalidOperationException)
        {
            // Thrown by GetString alone: half of a surrogate pair was written as an escape.
            return Broken(file, state.Here(), SyntaxWords.LoneSurrogate);
        }
    }

    private static PositionedDocument Broken(string file, TextPosition at, Words message) =>
        new(file, null, [new ConfigError(file, at.Line, at.Column, JsonPaths.Root, message)]);

    private static PositionedNode Value(ref State state, string path)
    {
        var at = state.Here();
        return state.Reader.TokenType switch
        {
            JsonTokenType.StartObject => new PositionedNode(NodeKind.Object, at) { Members = Members(ref state, path) },
            JsonTokenType.StartArray => new PositionedNode(NodeKind.Array, at) { Items = Items(ref state, path) },
            JsonTokenType.String => new PositionedNode(NodeKind.String, at) { Text = state.Reader.GetString()! },
            JsonTokenType.Number => new PositionedNode(NodeKind.Number, at)
            {
                Text = Encoding.UTF8.GetString(state.Reader.ValueSpan),
            },
            JsonTokenType.True => new PositionedNode(NodeKind.True, at),
            JsonTokenType.False => new PositionedNode(NodeKind.False, at),
            _ => new PositionedNode(NodeKind.Null, at),
        };
    }

    private static List<PositionedMember> Members(ref State state, string path)
    {
        var members = new List<PositionedMember>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (state.Next(); state.Reader.TokenType != JsonTokenType.EndObject; state.Next())
        {
            var at = state.Here();
            var name = state.Reader.GetString()!;
            var child = JsonPaths.Child(path, name);
            state.Next();
            var value = Value(ref state, child);
            if (lines.TryAdd(name, at.Line))
                members.Add(new PositionedMember(name, at, value));
            else
                state.Errors.Add(new ConfigError(state.File, at.Line, at.Column, child, SyntaxWords.Twice(name, lines[name])));
        }

        return members;
    }

    private static List<PositionedNode> Items(ref State state, string path)
    {
        var items = new List<PositionedNode>();
        for (state.Next(); state.Reader.TokenType != JsonTokenType.EndArray; state.Next())
            items.Add(Value(ref state, JsonPaths.Child(path, items.Count)));
        return items;
    }

    private static int? FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        for (var offset = 0; offset < utf8.Length;)
        {
            if (Rune.DecodeFromUtf8(utf8[offset..], out _, out var length) != OperationStatus.Done)
                return offset;
            offset += length;
        }

        return null;
    }

    private ref struct State(string file, ReadOnlySpan<byte> utf8)
    {
        public Utf8JsonReader Reader = new(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        });

        private TextCursor _cursor = new(utf8);

        public readonly string File { get; } = file;

        public readonly List<ConfigError> Errors { get; } = [];

        /// <summary>The last token ended a value inside another one: what may follow is a comma or an end.</summary>
        public readonly bool AfterValue => Reader.CurrentDepth > 0 && Reader.TokenType is not (
            JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.PropertyName);

        public void Next() => Reader.Read();

        public TextPosition Here() => _cursor.At((int)Reader.TokenStartIndex);
    }
}
