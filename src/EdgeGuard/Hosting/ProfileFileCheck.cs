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
        IReadOnlyList<ConfigError> errors = Map(file, bytes, signals, out DeviceProfile? profile);
        if (errors.Count > 0 || profile is null)
            return errors;
        PositionedDocument document = PositionedJson.Parse(file, bytes);
        return [.. ProfileExamples.Check(profile).Select(f => At(file, document.Root!, f.Path, f.Message))];
    }

    /// <summary>Without its examples.</summary>
    /// <param name="profile">Null where the file is not even of the form.</param>
    public static IReadOnlyList<ConfigError> Map(string file, ReadOnlySpan<byte> bytes, SignalDictionary signals, out DeviceProfile? profile)
    {
        profile = null;
        PositionedDocument document = PositionedJson.Parse(file, bytes);
        IReadOnlyList<ConfigError> shape = EmbeddedSchemas.Parse("profile.schema.json").Validate(document);
        if (shape.Count > 0 || document.Root is not { } root)
            return shape;
        try
        {
            profile = JsonSerializer.Deserialize(bytes, ProfileJson.Default.DeviceProfile)
                ?? throw new JsonException("null");
            return [.. ProfileChecks.Check(profile, signals).Select(f => At(file, root, f.Path, f.Message))];
        }
        catch (JsonException e)
        {
            return [At(file, root, e.Path ?? JsonPaths.Root, new Words($"无法读取：{e.Message}", e.Message))];
        }
    }

    public static ConfigError Unreadable(string file, Exception why) =>
        new(file, 1, 1, JsonPaths.Root, new Words($"无法读取：{why.Message}", $"cannot be read: {why.Message}"));

    private static ConfigError At(string file, PositionedNode root, string path, Words message)
    {
        TextPosition place = JsonPaths.Find(root, path).At;
        return new ConfigError(file, place.Line, place.Column, path, message);
    }
}
