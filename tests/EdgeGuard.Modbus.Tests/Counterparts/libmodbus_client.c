/* A Modbus client by libmodbus, against unit 1 with 200 holding registers, 100 coils and input register 5 = 0x1234.
 * Usage: libmodbus_client tcp HOST PORT | rtu DEVICE
 * Exit code 0 when every function gave what it should; otherwise 1 and the failed check on standard error. */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(what) do { if (!(what)) { fprintf(stderr, "%s: %s\n", #what, modbus_strerror(errno)); return 1; } } while (0)

static int run(modbus_t *bus)
{
    uint16_t words[125] = {0};
    uint16_t three[3] = {7, 8, 9};
    uint8_t bits[10] = {1, 0, 1, 1, 0, 0, 1, 1, 1, 0};
    uint8_t back[10] = {0};

    CHECK(modbus_read_input_registers(bus, 5, 1, words) == 1 && words[0] == 0x1234);
    CHECK(modbus_write_register(bus, 1, 0x12) == 1);
    CHECK(modbus_mask_write_register(bus, 1, 0xF2, 0x25) == 1);
    CHECK(modbus_write_registers(bus, 10, 3, three) == 3);
    CHECK(modbus_write_and_read_registers(bus, 13, 3, three, 0, 125, words) == 125);
    CHECK(words[1] == 0x17 && words[10] == 7 && words[15] == 9);
    CHECK(modbus_write_bits(bus, 20, 10, bits) == 10);
    CHECK(modbus_write_bit(bus, 29, 1) == 1);
    bits[9] = 1;
    CHECK(modbus_read_bits(bus, 20, 10, back) == 10 && memcmp(bits, back, 10) == 0);
    CHECK(modbus_read_registers(bus, 199, 2, words) == -1 && errno == EMBXILADD);
    CHECK(modbus_read_registers(bus, 10, 3, words) == 3 && words[2] == 9);
    return 0;
}

int main(int argc, char **argv)
{
    modbus_t *bus = argc == 4 && strcmp(argv[1], "tcp") == 0 ? modbus_new_tcp(argv[2], atoi(argv[3]))
                  : argc == 3 ? modbus_new_rtu(argv[2], 115200, 'N', 8, 1) : NULL;
    if (bus == NULL || modbus_set_slave(bus, 1) != 0 || modbus_set_response_timeout(bus, 3, 0) != 0 || modbus_connect(bus) != 0) {
        fprintf(stderr, "cannot connect: %s\n", modbus_strerror(errno));
        return 1;
    }

    int failed = run(bus);
    modbus_close(bus);
    modbus_free(bus);
    return failed;
}
