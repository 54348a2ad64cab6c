/* The yardstick: reads 40 holding registers of unit 1 again and again by libmodbus, over one connection.
 * Usage: libmodbus_loop HOST PORT REQUESTS. Prints requests a second. */
#include <errno.h>
#include <modbus.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv)
{
    uint16_t registers[40];
    struct timespec begin, end;
    int count = argc == 4 ? atoi(argv[3]) : 0;
    modbus_t *bus = count > 0 ? modbus_new_tcp(argv[1], atoi(argv[2])) : NULL;
    if (bus == NULL || modbus_set_slave(bus, 1) != 0 || modbus_connect(bus) != 0) {
        fprintf(stderr, "cannot connect: %s\n", modbus_strerror(errno));
        return 1;
    }

    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < count; i++) {
        if (modbus_read_registers(bus, 0, 40, registers) != 40) {
            fprintf(stderr, "%s\n", modbus_strerror(errno));
            return 1;
        }
    }

    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.1f\n", count / ((end.tv_sec - begin.tv_sec) + (end.tv_nsec - begin.tv_nsec) * 1e-9));
    modbus_close(bus);
    modbus_free(bus);
    return 0;
}
