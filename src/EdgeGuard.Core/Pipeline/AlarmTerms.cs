using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Pipeline;

/// <summary>The terms of one alarm whose rule has expressions.</summary>
/// <param name="Forecast">Null where it has none.</param>
/// <param name="Reads">The points that its expressions read.</param>
/// <param name="Judged">For people.</param>
internal sealed record AlarmTerms(Term? Forecast, IReadOnlyList<int> Reads, IReadOnlyList<Term> Judged);
