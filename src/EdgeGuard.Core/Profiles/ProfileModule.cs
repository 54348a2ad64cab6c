using System.Text.Json.Serialization;

namespace EdgeGuard.Core.Profiles;

/// <summary>Equal parts of a device (rectifiers, strings, battery modules) whose registers repeat at a fixed distance.</summary>
/// <param name="Name">What one of them is called, for people who read the file.</param>
/// <param name="Count">How many there can be.</param>
/// <param name="Stride">Registers (or bits, in a table of bits) from one to the next.</param>
/// <param name="Points">Points of the first one; each name contains <c>{n}</c>, and a label may.</param>
/// <param name="First">Number of the first one.</param>
public sealed record ProfileModule(
    string Name,
    int Count,
    [property: JsonConverter(typeof(RegisterNumberConverter))] int Stride,
    IReadOnlyList<RegisterPoint> Points,
    int First = 1);
