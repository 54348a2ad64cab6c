using EdgeGuard.Core.Expressions;

namespace EdgeGuard.Core.Configuration;

/// <summary>What expressions may ask of a configured device beside its points.</summary>
public static class ScopeDevices
{
    public static ScopeDevice Of(string id, IReadOnlyDictionary<string, double> ratings, DateOnly? installed) =>
        new(id, ratings, installed?.ToString("O") ?? "")
        {
            Installed = installed is { } day ? (day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400.0 : null,
        };
}
