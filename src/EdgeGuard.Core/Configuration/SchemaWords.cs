using System.Globalization;
using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Configuration;

/// <summary>What is said of a value that does not fit its schema: what is wrong, and what would be right.</summary>
internal static class SchemaWords
{
    public static Words NotAllowed { get; } = new("这里不能有此项，请删去", "this may not stand here; remove it");

    public static Words MustNotBe(PositionedNode value) => new($"不能是 {Shown(value)}", $"must not be {Shown(value)}");

    public static Words Repeated { get; } = new("与前面的一项重复，请删去", "is the same as an earlier item; remove it");

    public static Words Ambiguous { get; } = new("同时符合几种写法，只能符合一种", "fits several forms at once, and must fit one");

    public static Words Type(SchemaNode schema, PositionedNode node)
    {
        var words = Type(schema.Types, node);
        return schema.Examples is [var example, ..]
            ? new Words($"{words.Zh}，例如 {Shown(example)}", $"{words.En}, for example {Shown(example)}")
            : words;
    }

    public static Words Type(IReadOnlyList<string> types, PositionedNode node) =>
        node.Kind == NodeKind.Number && types is ["integer"]
            ? new Words($"应为整数，不带小数点和指数，这里是 {Clip(node.Text)}", $"must be a whole number without point or exponent, not {Clip(node.Text)}")
            : new Words(
                $"应为{string.Join('或', types.Select(t => TypeName(t).Zh))}，这里是{KindName(node.Kind).Zh}",
                $"must be {string.Join(" or ", types.Select(t => TypeName(t).En))}, not {KindName(node.Kind).En}");

    public static Words OneOf(PositionedNode node, IReadOnlyList<PositionedNode> values) =>
        values.All(v => v.Kind == NodeKind.String)
            ? OneOf(node, values.Select(v => v.Text))
            : OneOf(node, [.. values.Select(Shown)], null);

    public static Words OneOf(PositionedNode node, IEnumerable<string> values)
    {
        var list = values.ToList();
        return OneOf(node, list, node.Kind == NodeKind.String ? Nearest.Name(node.Text, list) : null);
    }

    private static Words OneOf(PositionedNode node, List<string> values, string? near) => new(
        $"{Shown(node)} 不可用{MeantZh(near)}；可用：{string.Join("、", values)}",
        $"{Shown(node)} is not possible here{MeantEn(near)}; possible: {string.Join(", ", values)}");

    public static Words TooBig(PositionedNode node) => new($"数 {Clip(node.Text)} 太大", $"the number {Clip(node.Text)} is too big");

    public static Words Range(SchemaNode schema, PositionedNode node)
    {
        var (low, high) = (schema.Minimum ?? schema.ExclusiveMinimum, schema.Maximum ?? schema.ExclusiveMaximum);
        var words = (low, high) switch
        {
            ({ } l, { } h) => new Words($"{Text(l)} 到 {Text(h)}", $"from {Text(l)} to {Text(h)}"),
            ({ } l, null) when schema.Minimum is null => new Words($"大于 {Text(l)}", $"greater than {Text(l)}"),
            ({ } l, null) => new Words($"不小于 {Text(l)}", $"at least {Text(l)}"),
            (null, var h) when schema.Maximum is null => new Words($"小于 {Text(h!.Value)}", $"less than {Text(h.Value)}"),
            (null, var h) => new Words($"不大于 {Text(h!.Value)}", $"at most {Text(h.Value)}"),
        };
        return new Words($"{Clip(node.Text)} 超出范围；应为 {words.Zh}", $"{Clip(node.Text)} is out of range; right is {words.En}");
    }

    public static Words Step(PositionedNode node, double step) =>
        new($"{Clip(node.Text)} 应为 {Text(step)} 的整数倍", $"{Clip(node.Text)} must be a multiple of {Text(step)}");

    public static Words Length(SchemaNode schema, int length) => length == 0
        ? new Words("不能为空", "must not be empty")
        : new Words(
            $"长 {length} 个字符；应为 {schema.MinLength ?? 0} 到 {End(schema.MaxLength)} 个",
            $"has {length} characters; right is from {schema.MinLength ?? 0} to {End(schema.MaxLength)}");

    public static Words Pattern(SchemaNode schema, string written)
    {
        var text = Clip(written);
        if (schema.Examples.Count == 0)
            return new Words($"“{text}”的格式不对；应符合 {schema.PatternText}", $"\"{text}\" has the wrong form; it must match {schema.PatternText}");
        var examples = schema.Examples.Select(e => e.Text).ToList();
        return new Words(
            $"“{text}”的格式不对；例如：{string.Join("、", examples)}",
            $"\"{text}\" has the wrong form; right is for example {string.Join(", ", examples)}");
    }

    public static Words Date(string text) =>
        new($"“{Clip(text)}”不是日期；应写成 2024-05-31 的形式", $"\"{Clip(text)}\" is not a date; right is for example 2024-05-31");

    public static Words Count(int? least, int? most, int found) => new(
        $"有 {found} 项；应为 {least ?? 0} 到 {End(most)} 项",
        $"has {found} entries; right is from {least ?? 0} to {End(most)}");

    public static Words Missing(string key, SchemaNode schema)
    {
        var example = schema.Property(key)?.Resolved is { Examples: [var first, ..] } ? $"\"{key}\": {Shown(first)}" : null;
        return example is null
            ? new Words($"缺少“{key}”", $"\"{key}\" is missing")
            : new Words($"缺少“{key}”，例如 {example}", $"\"{key}\" is missing, for example {example}");
    }

    public static Words MissingForm(string key, IEnumerable<string> values)
    {
        var list = values.ToList();
        return new Words($"缺少“{key}”；可用：{string.Join("、", list)}", $"\"{key}\" is missing; possible: {string.Join(", ", list)}");
    }

    public static Words Needs(string key, string need) =>
        new($"有“{key}”就必须有“{need}”", $"\"{key}\" needs \"{need}\" beside it");

    public static Words OneKeyOf(IReadOnlyList<string> keys, int found) => found == 0
        ? new Words($"缺少 {string.Join("、", keys)} 之一", $"one of {string.Join(", ", keys)} is missing")
        : new Words($"{string.Join("、", keys)} 只能有一个", $"only one of {string.Join(", ", keys)} may stand here");

    /// <summary>An unknown key: the form it would belong to, else the nearest known key, and the list.</summary>
    public static Words Unknown(string written, SchemaNode schema, SchemaForms? forms)
    {
        var key = Clip(written);
        var known = schema.Properties.Where(p => p.Schema.Verdict != false).Select(p => p.Name).ToList();
        var elsewhere = forms?.Forms.Where(f => f.Schema.Property(written) is not null).Select(f => f.Name).ToList();
        if (elsewhere is { Count: > 0 })
        {
            return new Words(
                $"“{key}”只用于 {forms!.Key} 为 {string.Join("、", elsewhere)} 时；这里可用：{string.Join("、", known)}",
                $"\"{key}\" belongs to {forms.Key} {string.Join(", ", elsewhere)} only; possible here: {string.Join(", ", known)}");
        }

        var near = Nearest.Name(written, known);
        return new Words(
            $"没有“{key}”这个键{MeantZh(near)}；可用：{string.Join("、", known)}",
            $"there is no key \"{key}\"{MeantEn(near)}; possible: {string.Join(", ", known)}");
    }

    public static string MeantZh(string? near) => near is null ? "" : $"，是否想写 {near}";

    public static string MeantEn(string? near) => near is null ? "" : $", did you mean {near}";

    public static string Shown(PositionedNode node) => node.Kind switch
    {
        NodeKind.String => $"\"{Clip(node.Text)}\"",
        NodeKind.Number => Clip(node.Text),
        NodeKind.Object => "{…}",
        NodeKind.Array => "[…]",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static Words TypeName(string type) => type switch
    {
        "object" => KindName(NodeKind.Object),
        "array" => KindName(NodeKind.Array),
        "string" => KindName(NodeKind.String),
        "number" => KindName(NodeKind.Number),
        "integer" => new Words("整数", "a whole number"),
        "boolean" => new Words(" true 或 false", "true or false"),
        _ => KindName(NodeKind.Null),
    };

    private static Words KindName(NodeKind kind) => kind switch
    {
        NodeKind.Object => new Words("对象 {…}", "an object {…}"),
        NodeKind.Array => new Words("列表 […]", "a list […]"),
        NodeKind.String => new Words("文字 \"…\"", "a text \"…\""),
        NodeKind.Number => new Words("数", "a number"),
        NodeKind.True => new Words(" true", "true"),
        NodeKind.False => new Words(" false", "false"),
        _ => new Words(" null", "null"),
    };

    /// <summary>A text of the user's as it can stand in one line of a message.</summary>
    public static string Clip(string text)
    {
        const int Most = 60;
        var shown = text.Length <= Most ? text : text[..Most] + "…";
        return string.Create(shown.Length, shown, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
    }

    private static string End(int? most) => most?.ToString(CultureInfo.InvariantCulture) ?? "∞";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
