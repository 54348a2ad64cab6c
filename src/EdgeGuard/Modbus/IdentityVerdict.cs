using EdgeGuard.Core.Points;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Modbus;

/// <summary>What came of the question who answers.</summary>
/// <param name="Misfit">It is not the device, or not the version, whose map is configured: what was found, and what to do.</param>
/// <param name="Failure">It could not be asked.</param>
/// <param name="Note">It is taken for the right one, although not all could be asked.</param>
internal readonly record struct IdentityVerdict(Words? Misfit, ModbusException? Failure = null, Words? Note = null);
