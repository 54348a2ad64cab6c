using System.Device.I2c;
using EdgeGuard.Core.Configuration;

namespace EdgeGuard.Gateway.Gpio;

/// <summary>The board of the virtual room: its chips and contacts in place of the machine's.</summary>
internal sealed class RoomBoard(Simulator.VirtualBoard room) : IBoard
{
    public I2cDevice OpenI2c(int adapter, int address) => room.OpenI2c(adapter, address);

    public BoardGpio OpenGpio(string? chipLabel) => new(
        room.MakeGpioDriver(),
        Simulator.VirtualBoard.GpioLabel,
        () => [.. room.SurveyGpio().Select(l => new GpioLineState(l.Line, l.Name, l.IsOutput, l.IsTaken ? "edgeguard" : null))]);

    public Stream OpenSerial(BusConfig bus) =>
        throw new IOException($"The virtual room has no serial port {bus.Path}; its Modbus devices answer over TCP.");

    public IOneWire OneWire { get; } = new RoomOneWire(room);
}
