namespace EdgeGuard.Gateway.Sensors;

/// <summary>Who is at an I2C address.</summary>
/// <param name="Answers">Something acknowledged.</param>
/// <param name="Model">The chip that told itself; null: none that the catalog can tell.</param>
/// <param name="Possible">Chips of the catalog that may stand there and cannot be told.</param>
internal sealed record ChipAnswer(bool Answers, SensorModel? Model, IReadOnlyList<SensorModel> Possible);
