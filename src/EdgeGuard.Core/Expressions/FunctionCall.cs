namespace EdgeGuard.Core.Expressions;

/// <summary>The bound arguments of one call, by parameter name.</summary>
public sealed class FunctionCall
{
    private readonly IReadOnlyDictionary<string, object> _arguments;

    /// <param name="arguments">A <see cref="Term"/>, a <see cref="TimeSpan"/>, a double or a string a parameter.</param>
    public FunctionCall(IReadOnlyDictionary<string, object> arguments) => _arguments = arguments;

    public bool Has(string parameter) => _arguments.ContainsKey(parameter);

    public Term Term(string parameter) => (Term)_arguments[parameter];

    public TimeSpan Duration(string parameter) => (TimeSpan)_arguments[parameter];

    public double Constant(string parameter) => (double)_arguments[parameter];

    public string Text(string parameter) => (string)_arguments[parameter];
}
