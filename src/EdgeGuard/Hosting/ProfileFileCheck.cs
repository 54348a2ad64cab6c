using System.Text.Json;
using EdgeGuard.Core.Configuration;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;

namespace EdgeGuard.Gateway.Hosting;

/// <summary>Everything that is wrong with a profile's file, each with its place.</summary>
internal static class ProfileFileCheck
{
    /// <param name="file">The name that errors tell.</param>
    public static IReadOnlyList<ConfigError> Run(string file, ReadOnlySpan<byte> bytes, SignalDictionary signals)
    {
        PositionedDocument document = PositionedJson.Parse(file, bytes);
        IReadOnlyList<ConfigError> shape = EmbeddedSchemas.Parse("profile.schema.json").Validate(document);
        if (shape.Count > 0 || document.Root is not { } root)
            return shape;
        try
        {
            DeviceProfile profile = JsonSerializer.Deserialize(bytes, ProfileJson.Default.DeviceProfile)
                ?? throw new JsonException("null");
            return [.. ProfileChecks.Check(profile, signals).Select(f => At(f.Path, f.Message))];
        }
        catch (JsonException e)
        {
            return [At(e.Path ?? JsonPaths.Root, e.Message)];
        }

        ConfigError At(string path, string message)
        {
            TextPosition place = JsonPaths.Find(root, path).At;
            return new ConfigError(file, place.Line, place.Column, path, new Words(message, message));
        }
    }

    public static ConfigError Unreadable(string file, Exception why) =>
        new(file, 1, 1, JsonPaths.Root, new Words($"无法读取：{why.Message}", $"cannot be read: {why.Message}"));
}
