using System.Net.Sockets;
using EdgeGuard.Modbus;
using NModbus;
using NModbus.Device;

namespace EdgeGuard.Gateway.Modbus.NModbus;

/// <summary>Modbus TCP: closed after every failure but a refusal, so that no late answer can be taken for a later one.</summary>
internal sealed class TcpLink(string host, int port, ModbusClientOptions options, TimeProvider time)
    : NModbusLink($"{host}:{port}", new RtuOverTcp(host, port).OpenAsync, options, time)
{
    protected override NModbusLine CreateLine(Stream stream) => new(stream, echoes: false);

    protected override IModbusMaster CreateMaster(NModbusLine line) => new ModbusIpMaster(new ModbusFactory().CreateIpTransport(line));

    /// <summary>Readable before anything was asked means closed by the peer, or bytes nobody asked for: out of step either way.</summary>
    protected override ValueTask<NModbusLine> ReadyAsync(ModbusTarget target, TimeSpan patience, CancellationToken cancellationToken) =>
        Line is { Stream: NetworkStream stream } line && !stream.Socket.Poll(0, SelectMode.SelectRead)
            ? ValueTask.FromResult(line)
            : OpenAsync(cancellationToken);

    protected override void Answered(ModbusTarget target, NModbusLine line)
    {
        // NModbus does not look at the protocol, which is the only thing that tells another one on this port.
        if (MbapHeader.Read(line.Taken) is { IsValid: false } header)
            throw ModbusFailure.Protocol(Endpoint, target, $"the answer is not Modbus TCP (protocol {header.Protocol}, length {header.Following}).");
        if (line.Behind > 0)
            Drop();
    }

    protected override void Distrust(TimeSpan patience) => Drop();

    protected override ModbusException Late(ModbusTarget target, NModbusLine line, TimeSpan patience) => ModbusFailure.Timeout(Endpoint, target, patience);
}
