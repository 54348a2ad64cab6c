using System.Runtime.CompilerServices;
using EdgeGuard.Core.Points;
using EdgeGuard.Core.Profiles;
using EdgeGuard.Gateway.Modbus;
using EdgeGuard.Modbus;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>Makes every request of a device's plan once, each in a turn of its own, and tells what went over the wire.</summary>
/// <param name="points">In the order that the plan counts in.</param>
internal sealed class RawRead(ModbusAccess access, byte unit, ReadPlan plan, IReadOnlyList<ProfilePoint> points, Turn turn, TimeProvider time)
{
    private readonly PointId[] _ids = [.. Enumerable.Range(0, plan.PointCount).Select(i => new PointId(i))];
    private readonly Reading[] _readings = new Reading[plan.PointCount];

    public async IAsyncEnumerable<RawRequest> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (PlanBlock block in plan.Blocks)
        {
            RawRequest request = await AskAsync(block, cancellationToken).ConfigureAwait(false);
            yield return request;
            // As in a poll: what does not answer one request will not answer the next.
            if (request.GivenUp)
                yield break;
        }
    }

    private async Task<RawRequest> AskAsync(PlanBlock block, CancellationToken cancellationToken)
    {
        List<byte> sent = [], received = [];
        IReadOnlyList<RawRegister> registers = [];
        ModbusException? failure = null;
        TimeSpan took = default;
        await turn(
            async token =>
            {
                long asked = time.GetTimestamp();
                access.Tap.Seen = (isSent, bytes) => (isSent ? sent : received).AddRange(bytes);
                try
                {
                    registers = await ReadAsync(block, token).ConfigureAwait(false);
                }
                catch (ModbusException e)
                {
                    failure = e;
                }
                finally
                {
                    access.Tap.Seen = null;
                    took = time.GetElapsedTime(asked);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return new RawRequest(FunctionOf(block.Table), block.Address, block.Count, Hex(sent), Hex(received), Math.Round(took.TotalMilliseconds, 1), failure?.Message)
        {
            GivenUp = failure is not null && !UnitRequests.IsRefusal(failure),
            Registers = registers,
        };
    }

    private async ValueTask<IReadOnlyList<RawRegister>> ReadAsync(PlanBlock block, CancellationToken cancellationToken)
    {
        ModbusTable table = UnitRequests.TableOf(block.Table);
        if (block.Table.IsBits())
        {
            bool[] bits = new bool[block.Count];
            await access.Client.ReadBitsAsync(unit, table, block.Address, bits, cancellationToken).ConfigureAwait(false);
            RegisterDecoder.Decode(block, bits, _ids, default, _readings);
            return [.. bits.Select((bit, i) => Register(block, block.Address + i, bit ? 1 : 0))];
        }

        ushort[] registers = new ushort[block.Count];
        await access.Client.ReadRegistersAsync(unit, table, block.Address, registers, cancellationToken).ConfigureAwait(false);
        RegisterDecoder.Decode(block, registers, _ids, default, _readings);
        return [.. registers.Select((register, i) => Register(block, block.Address + i, register))];
    }

    private RawRegister Register(PlanBlock block, int address, int value)
    {
        int[] here = [.. block.Points.Where(i => address >= points[i].Address && address < points[i].Address + LengthOf(points[i]))];
        int whole = Array.Find(here, i => points[i].Address < address);
        return new RawRegister(address, value, [.. here.Where(i => points[i].Address == address).Select(Point)])
        {
            PartOf = Array.Exists(here, i => points[i].Address < address) ? points[whole].Name : null,
        };
    }

    private RawPoint Point(int index)
    {
        ProfilePoint point = points[index];
        Reading reading = _readings[index];
        double? value = reading.Quality == Quality.Bad ? null : reading.Value;
        Words? text = value is { } number && point.States.TryGetValue((int)Math.Round(number), out Words? words) ? words : null;
        return new RawPoint(point.Name, point.Bit, value, point.Unit.Name(), text, reading.Reason);
    }

    private static int LengthOf(ProfilePoint point) => point.Table.IsBits() ? 1 : point.Type.Registers();

    private static int FunctionOf(RegisterTable table) => table switch
    {
        RegisterTable.Coil => 1,
        RegisterTable.DiscreteInput => 2,
        RegisterTable.HoldingRegister => 3,
        _ => 4,
    };

    private static string? Hex(List<byte> bytes) => bytes.Count == 0 ? null : BitConverter.ToString([.. bytes]).Replace('-', ' ');
}
