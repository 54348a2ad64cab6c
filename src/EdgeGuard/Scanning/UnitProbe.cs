using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>Asks one unit, every question once and each in a turn of its own. It only reads.</summary>
/// <param name="timing">How long an answer may take; for these requests alone.</param>
internal sealed class UnitProbe(ModbusAccess access, byte unit, ModbusUnitTiming timing, Turn turn, TimeProvider time)
{
    private readonly Dictionary<(RegisterTable Table, ushort Address, int Count), ushort[]?> _registers = [];
    private readonly Dictionary<(int Code, int From), ModbusIdentity?> _identities = [];

    /// <summary>The latest request and its answer, without the wait for its turn.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Null: there was a good answer.</summary>
    public async Task<ModbusException?> AskAsync(RegisterTable table, ushort address, int count, CancellationToken cancellationToken)
    {
        ushort[] registers = new ushort[count];
        ModbusException? refused = await AskAsync(
            token => access.Client.ReadRegistersAsync(unit, UnitRequests.TableOf(table), address, registers, token), cancellationToken).ConfigureAwait(false);
        _registers[(table, address, count)] = refused is null ? registers : null;
        return refused;
    }

    /// <summary>Null: it does not tell them.</summary>
    public async ValueTask<ushort[]?> RegistersAsync(RegisterTable table, ushort address, int count, CancellationToken cancellationToken)
    {
        if (!_registers.ContainsKey((table, address, count)))
            await AskAsync(table, address, count, cancellationToken).ConfigureAwait(false);
        return _registers[(table, address, count)];
    }

    /// <summary>Null: it has no such identification (function 43/14).</summary>
    public async ValueTask<ModbusIdentity?> IdentityAsync(int code, int from, CancellationToken cancellationToken)
    {
        if (_identities.TryGetValue((code, from), out ModbusIdentity? known))
            return known;
        ModbusIdentity? identity = null;
        await AskAsync(
            async token => identity = await access.Client.ReadIdentityAsync(unit, (ModbusIdentityCategory)code, (byte)from, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return _identities[(code, from)] = identity;
    }

    private async Task<ModbusException?> AskAsync(Func<CancellationToken, ValueTask> ask, CancellationToken cancellationToken)
    {
        ModbusException? failure = null;
        await turn(
            async token =>
            {
                long began = time.GetTimestamp();
                bool had = access.Timings.TryGetValue(unit, out ModbusUnitTiming own);
                access.Timings[unit] = timing with { Gap = own.Gap };
                try
                {
                    await ask(token).ConfigureAwait(false);
                }
                catch (ModbusException e)
                {
                    failure = e;
                }
                finally
                {
                    Took = time.GetElapsedTime(began);
                    if (had)
                        access.Timings[unit] = own;
                    else
                        access.Timings.Remove(unit);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return failure;
    }
}
