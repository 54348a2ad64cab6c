namespace EdgeGuard.Core.Profiles;

/// <summary>Registers in, readings out, worked out independently of the decoder; the test suite runs every one.</summary>
/// <param name="Name">What the example shows.</param>
/// <param name="Given">Registers as they come over the wire.</param>
/// <param name="Expect">By point name, in the canonical unit, or the reason why the reading is bad.</param>
/// <param name="Variant">Null: the default one.</param>
public sealed record ProfileExample(
    string Name,
    IReadOnlyList<ExampleRegisters> Given,
    IReadOnlyDictionary<string, ExpectedReading> Expect,
    string? Variant = null);
