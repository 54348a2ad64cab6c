"""A temperature and humidity transmitter by pymodbus 3.0: unit 1, input registers 1 (0.1 degC) and 2 (0.1 %RH).

Usage: pymodbus_climate.py tcp
       pymodbus_climate.py rtu DEVICE
The first line on standard output is the port, or the device, once requests are served. Every line on standard input is
"ADDRESS VALUE" and is answered with "ok" once the register holds it. Ends when standard input ends.
"""

import asyncio
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer

INPUT_REGISTERS = 4


async def main(mode, device):
    slave = ModbusSlaveContext(ir=ModbusSequentialDataBlock(0, [0, 250, 500, 0]), zero_mode=True)
    context = ModbusServerContext(slaves={1: slave}, single=False)
    if mode == "rtu":
        server = ModbusSerialServer(context, ModbusRtuFramer, port=device, baudrate=115200, timeout=0.01, ignore_missing_slaves=True)
        await server.start()
        serving = asyncio.ensure_future(server.serve_forever())
        print(device, flush=True)
    else:
        server = ModbusTcpServer(context, ModbusSocketFramer, address=("127.0.0.1", 0))
        serving = asyncio.ensure_future(server.serve_forever())
        await server.serving
        print(server.server.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        address, value = line.split()
        slave.setValues(INPUT_REGISTERS, int(address), [int(value)])
        print("ok", flush=True)
    serving.cancel()


asyncio.run(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
