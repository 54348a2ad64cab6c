using System.Runtime.CompilerServices;
using EdgeGuard.Core.Points;
using EdgeGuard.Gateway.Acquisition;
using EdgeGuard.Gateway.Gpio;
using EdgeGuard.Gateway.Sensors;

namespace EdgeGuard.Gateway.Scanning;

/// <summary>What is on the board itself: I2C, GPIO, 1-Wire. Every chip is asked in a turn of its own.</summary>
internal sealed class BoardScan(IBoard board, TimeProvider time)
{
    /// <param name="devices">The configured devices of this adapter by address.</param>
    /// <exception cref="AdapterUnusableException">The adapter is missing, or may not be used.</exception>
    public async IAsyncEnumerable<ScanReport> I2cAsync(
        int adapter, IReadOnlyDictionary<int, string> devices, Turn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int address = ChipProbe.First; address <= ChipProbe.Last; address++)
        {
            yield return new ScanReport { Step = new ScanStep(address - ChipProbe.First, ChipProbe.Last - ChipProbe.First + 1, address, null) };
            if (ChipProbe.NeverAsked.Contains(address))
                continue;
            int at = address;
            ChipAnswer? answer = null;
            await turn(
                async token => answer = await ChipProbe.AskAsync(board.OpenI2c(adapter, at), time, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
            string? device = devices.GetValueOrDefault(address);
            if (answer!.Answers || device is not null)
                yield return new ScanReport { Chip = new ChipFound(address, answer.Answers, answer.Model?.Name, [.. answer.Possible.Select(m => m.Name)], device) };
        }
    }

    /// <param name="label">The chip's; null: that of the header.</param>
    /// <param name="devices">The configured contacts of this chip by line.</param>
    /// <returns>The chip's label and its lines.</returns>
    /// <exception cref="IOException">There is none of that label, or it may not be used.</exception>
    public (string Label, IReadOnlyList<LineFound> Lines) Gpio(string? label, IReadOnlyDictionary<int, string> devices)
    {
        using BoardGpio chip = board.OpenGpio(label);
        return (chip.Label, [.. chip.Survey().Select(l => new LineFound(l.Line, l.Name, l.IsOutput ? "output" : "input", l.Consumer, devices.GetValueOrDefault(l.Line)))]);
    }

    /// <param name="devices">The configured devices by ROM code.</param>
    /// <exception cref="IOException">There is no 1-Wire master.</exception>
    public async IAsyncEnumerable<ScanReport> OneWireAsync(
        IReadOnlyDictionary<string, string> devices, Turn turn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string rom in board.OneWire.List())
        {
            var batch = new PollBatch(0, [new PointId(0)]);
            await turn(
                token =>
                {
                    batch.Begin(default);
                    return new Ds18b20(() => board.OneWire.Read(rom), new PointId(0)).ReadAsync(batch, token);
                },
                cancellationToken).ConfigureAwait(false);
            double? value = batch.Readings is [{ Quality: Quality.Good } good] ? good.Value : null;
            yield return new ScanReport { Probe = new ProbeFound(rom, value, batch.Detail, devices.GetValueOrDefault(rom)) };
        }
    }
}
