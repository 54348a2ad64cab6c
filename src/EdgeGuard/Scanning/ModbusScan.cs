using System.Runtime.CompilerServices;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>
/// Asks unit after unit of one Modbus bus whether it is there, and those that are who they are. Any answer counts, an exception too: a register
/// that a device lacks is answered with one. Read-only, and one request a turn, so that a running gateway polls in between.
/// </summary>
/// <param name="devices">The configured devices of this bus by unit.</param>
/// <param name="identifies">Ask function 43/14 too.</param>
internal sealed class ModbusScan(
    ModbusAccess access, Turn turn, ModbusUnitTiming timing, IReadOnlyDictionary<int, string> devices, ProfileMatch profiles, bool identifies, TimeProvider time)
{
    public const string Answers = "answers", Refuses = "refuses", Garbled = "garbled", Silent = "silent";

    private const int Basic = (int)ModbusIdentityCategory.Basic;

    /// <param name="line">The settings of a serial line.</param>
    /// <exception cref="ModbusException">The bus cannot be opened.</exception>
    public async IAsyncEnumerable<ScanReport> RunAsync(int first, int last, LineSettings? line, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int unit = first; unit <= last; unit++)
        {
            yield return new ScanReport { Step = new ScanStep(unit - first, last - first + 1, unit, line) };
            if (await AskAsync((byte)unit, line, cancellationToken).ConfigureAwait(false) is { } found)
                yield return new ScanReport { Unit = found };
        }
    }

    private async Task<UnitFound?> AskAsync(byte unit, LineSettings? line, CancellationToken cancellationToken)
    {
        var probe = new UnitProbe(access, unit, timing, turn, time);
        string? device = devices.GetValueOrDefault(unit);
        ModbusException? failure = await probe.AskAsync(RegisterTable.HoldingRegister, 0, 1, cancellationToken).ConfigureAwait(false);
        TimeSpan took = probe.Took;
        string? state = StateOf(failure);
        if (state is null)
            return device is null ? null : new UnitFound(unit, Silent, line) { Device = device };
        if (state == Garbled)
            return new UnitFound(unit, state, line) { Device = device, Detail = failure!.Message };
        ModbusIdentity? identity = identifies ? await probe.IdentityAsync(Basic, 0, cancellationToken).ConfigureAwait(false) : null;
        return new UnitFound(unit, state, line)
        {
            Milliseconds = Math.Round(took.TotalMilliseconds, 1),
            Device = device,
            Vendor = identity?.Vendor,
            Product = identity?.ProductCode,
            Revision = identity?.Revision,
            Fits = await profiles.FindAsync(probe, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <returns>Null: nobody is there.</returns>
    private static string? StateOf(ModbusException? failure) => failure switch
    {
        null => Answers,
        { Kind: ModbusErrorKind.ConnectionFailed } => throw failure,
        { Kind: ModbusErrorKind.Exception, Code: ModbusExceptionCode.GatewayPathUnavailable or ModbusExceptionCode.GatewayTargetFailedToRespond } => null,
        { Kind: ModbusErrorKind.Exception } => Refuses,
        { Kind: ModbusErrorKind.Crc or ModbusErrorKind.ProtocolError } => Garbled,
        _ => null,
    };
}
