namespace EdgeGuard.Gateway.Gpio;

/// <summary>1-Wire of the virtual room.</summary>
internal sealed class RoomOneWire(Simulator.VirtualBoard room) : IOneWire
{
    public IReadOnlyList<string> List() => room.OneWireRoms;

    public string Read(string rom) => room.ReadOneWire(rom);
}
