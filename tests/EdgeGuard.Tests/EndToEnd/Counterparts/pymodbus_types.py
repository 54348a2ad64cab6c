"""A Modbus TCP server by pymodbus 3.0, unit 1, whose holding registers hold values of every type in every order, put there by
pymodbus's own payload builder: orders ABCD, CDAB, BADC, DCBA from 0, 100, 200, 300, each u16, s16, u32, s32, u64, s64, f32, f64.

The first line on standard output is the port. Ends when standard input ends.
"""

import asyncio
import sys

from pymodbus.constants import Endian
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.server.async_io import ModbusTcpServer
from pymodbus.transaction import ModbusSocketFramer

ORDERS = [(Endian.Big, Endian.Big), (Endian.Big, Endian.Little), (Endian.Little, Endian.Big), (Endian.Little, Endian.Little)]


def registers(byteorder, wordorder):
    builder = BinaryPayloadBuilder(byteorder=byteorder, wordorder=wordorder)
    builder.add_16bit_uint(54321)
    builder.add_16bit_int(-12345)
    builder.add_32bit_uint(3123456789)
    builder.add_32bit_int(-1234567890)
    builder.add_64bit_uint(4503599627370497)
    builder.add_64bit_int(-4503599627370497)
    builder.add_32bit_float(-230.5)
    builder.add_64bit_float(53.123456789)
    values = builder.to_registers()
    return values + [0] * (100 - len(values))


async def main():
    block = ModbusSequentialDataBlock(0, sum((registers(*order) for order in ORDERS), []))
    slave = ModbusSlaveContext(hr=block, zero_mode=True)
    server = ModbusTcpServer(ModbusServerContext(slaves={1: slave}, single=False), ModbusSocketFramer, None, ("127.0.0.1", 0))
    serving = asyncio.ensure_future(server.serve_forever())
    await server.serving
    print(server.server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    serving.cancel()


asyncio.run(main())
