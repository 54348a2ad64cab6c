"""A Modbus server by pymodbus 3.0, unit 1.

Usage: pymodbus_server.py tcp|rtu-over-tcp
       pymodbus_server.py rtu DEVICE
The first line on standard output is the port, or the device, once requests are served. Ends when standard input ends.
"""

import asyncio
import sys

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.device import ModbusDeviceIdentification
from pymodbus.server.async_io import ModbusSerialServer, ModbusTcpServer
from pymodbus.transaction import ModbusRtuFramer, ModbusSocketFramer


def context():
    slave = ModbusSlaveContext(
        di=ModbusSequentialDataBlock(0, [0, 1] * 1000),
        co=ModbusSequentialDataBlock(0, [0] * 2100),
        hr=ModbusSequentialDataBlock(0, [0] * 300),
        ir=ModbusSequentialDataBlock(0, list(range(1000, 1300))),
        zero_mode=True,
    )
    return ModbusServerContext(slaves={1: slave}, single=False)


def identity():
    return ModbusDeviceIdentification(info_name={"VendorName": "pymodbus", "ProductCode": "PM", "MajorMinorRevision": "3.0"})


async def main(mode, device):
    if mode == "rtu":
        server = ModbusSerialServer(
            context(), ModbusRtuFramer, identity=identity(), port=device, baudrate=115200, timeout=0.01, ignore_missing_slaves=True)
        await server.start()
        serving = asyncio.ensure_future(server.serve_forever())
        print(device, flush=True)
    else:
        framer = ModbusSocketFramer if mode == "tcp" else ModbusRtuFramer
        server = ModbusTcpServer(context(), framer, identity(), ("127.0.0.1", 0))
        serving = asyncio.ensure_future(server.serve_forever())
        await server.serving
        print(server.server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    serving.cancel()


asyncio.run(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
