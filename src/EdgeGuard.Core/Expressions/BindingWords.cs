using EdgeGuard.Core.Points;

namespace EdgeGuard.Core.Expressions;

/// <summary>What is said of an expression that names or joins what it cannot.</summary>
internal static class BindingWords
{
    public static Words UnknownName(string name, string? near) => ExpressionWords.With(
        $"没有名为“{Clip(name)}”的测点或信号", $"there is no point or signal \"{Clip(name)}\"", near);

    public static Words UnknownRating(string name) => ExpressionWords.With(
        $"没有名为“{Clip(name)}”的额定值", $"there is no rating \"{Clip(name)}\"", Prefixed(Keywords.Rating, Nearest.Name(name, Ratings.Known.Keys)));

    public static Words UnknownAsset(string name) => ExpressionWords.With(
        $"没有名为“{Clip(name)}”的资产数据", $"there is no asset datum \"{Clip(name)}\"", Prefixed(Keywords.Asset, Nearest.Name(name, Ratings.Assets.Keys)));

    public static Words NeedsPoint(string device) => new(
        $"{device} 是设备；请写其测点，如 {device}.…", $"{device} is a device; name one of its points, {device}.…");

    public static Words NoSelf() => new(
        "self 只用于绑定到测点（each: point）的表达式", "self is possible only in an expression that is bound to a point (each: point)");

    public static Words Several(string device, string name, int count) => new(
        $"{device} 有 {count} 个 {name} 测点；只能用于聚合，如 max({name})",
        $"{device} has {count} points of {name}; only an aggregate may take them, such as max({name})");

    public static Words SeveralInRoom(string name, int count) => new(
        $"机房内有 {count} 个 {name}；请用聚合，如 max({name})，或写出设备",
        $"the room has {count} of {name}; take an aggregate, such as max({name}), or name the device");

    public static Words SeveralPairs(IEnumerable<string> signals) => new(
        $"一个聚合只能展开一种多测点信号，这里有：{string.Join("、", signals)}",
        $"an aggregate can go through the points of one signal, not of several: {string.Join(", ", signals)}");

    public static Words UnitsDiffer(string op, Measure left, Measure right) => new(
        $"“{op}”两边的单位不同：{left.Name} 与 {right.Name}；应为同一单位",
        $"the two sides of \"{op}\" differ in unit: {left.Name} and {right.Name}; both must be the same");

    public static Words NoProduct(string op, Measure left, Measure right) => new(
        $"{left.Name} {op} {right.Name} 没有意义；可用：任何单位 {op} 无单位的数，{(op == "*" ? "V * A" : "W / V、W / A、同单位相除（% / 100 % 得到小数）")}",
        $"{left.Name} {op} {right.Name} has no unit; possible: any unit {op} a plain number, {(op == "*" ? "V * A" : "W / V, W / A, the same unit twice (% / 100 % gives a share)")}");

    public static Words ArgumentUnits(string function, Measure first, Measure other) => new(
        $"{function} 的参数单位不同：{first.Name} 与 {other.Name}；应为同一单位",
        $"the arguments of {function} differ in unit: {first.Name} and {other.Name}; all must be the same");

    public static Words NeedsUnit(string function, string parameter, Measure right, Measure found) => new(
        $"{function} 的参数 {parameter} 应为 {right.Name}，而不是 {found.Name}",
        $"the argument {parameter} of {function} must be in {right.Name}, not in {found.Name}");

    public static Words NeedsCondition() => new(
        "此处应为条件（真或假），而不是数值；请写比较，如 … > 0", "a condition (true or false) is needed here, not a number; write a comparison, such as … > 0");

    public static Words NeedsNumber() => new("此处应为数值，而不是条件", "a number is needed here, not a condition");

    public static Words NeedsDuration() => new(
        "此处应为时长，如 10m", "a duration is needed here, written like 10m");

    public static Words ImpossibleDuration(double seconds) => new(
        $"时长 {Literals.Number(seconds)} s 不可能；应为 0 到 3660d", $"a duration of {Literals.Number(seconds)} s is impossible; right is from 0 to 3660d");

    public static Words DividesByZero() => new("除数是零", "this divides by zero");

    public static Words NoNumber() => new("这里的结果不是数", "the result of this is no number");

    public static Words UnknownFunction(string name, string? near) => ExpressionWords.With(
        $"没有名为“{Clip(name)}”的函数", $"there is no function \"{Clip(name)}\"", near);

    public static Words UnknownParameter(string function, string name, IEnumerable<string> known) => ExpressionWords.With(
        $"{function} 没有参数“{Clip(name)}”", $"{function} has no parameter \"{Clip(name)}\"", Nearest.Name(name, known));

    public static Words TwiceGiven(string function, string parameter) => new(
        $"{function} 的参数 {parameter} 给了两次", $"the argument {parameter} of {function} is given twice");

    public static Words TooMany(string function, int most) => new(
        $"{function} 最多有 {most} 个参数", $"{function} takes at most {most} arguments");

    public static Words LeftOut(string function, string parameter) => new(
        $"{function} 缺少参数 {parameter}", $"{function} lacks its argument {parameter}");

    public static Words NeedsConstant(string function, string parameter) => new(
        $"{function} 的参数 {parameter} 应为固定的数：一个数值或 rating.…", $"the argument {parameter} of {function} must be a fixed number: a literal, or rating.…");

    public static Words NeedsText(string function, string parameter) => new(
        $"{function} 的参数 {parameter} 应为双引号中的文字", $"the argument {parameter} of {function} must be a text in double quotes");

    public static Words NoText() => new("此处不能有文字", "a text has no meaning here");

    public static Words NoNames(string function) => new(
        $"{function} 的参数不带名称", $"the arguments of {function} have no names");

    public static Words NeedsArgument(string function) => new($"{function} 需要参数", $"{function} needs an argument");

    public static Words NeedsName(string function) => new(
        $"{function} 的参数应为一个名称，如 {function}(env.humidity)", $"{function} takes one name, such as {function}(env.humidity)");

    public static Words NeedsCount(string function) => new(
        $"{function} 的第一个参数应为不小于 1 的整数", $"the first argument of {function} must be a whole number of at least 1");

    private static string Clip(string text) => ExpressionWords.Clip(text);

    private static string? Prefixed(string family, string? name) => name is null ? null : $"{family}.{name}";
}
