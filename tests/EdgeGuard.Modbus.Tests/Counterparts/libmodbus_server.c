/* A Modbus server by libmodbus, unit 1: 300 coils (every third is on), 300 discrete inputs (every second is on), 300 holding
 * registers (0), 300 input registers (1000 + n).
 * Usage: libmodbus_server tcp WAY | rtu DEVICE WAY
 * WAY: plain; slow (answers after 300 ms); silent (accepts and never answers); once (tcp: closes after every answer);
 *      single (tcp: one connection, the next is served when it is over); fork (tcp: a process a connection).
 * The first line on standard output is the port, or the device, once requests are served. Ends when it is killed or its input ends. */
#include <arpa/inet.h>
#include <errno.h>
#include <modbus.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { COUNT = 300 };

static void *end_with_input(void *unused)
{
    char byte;
    while (read(0, &byte, 1) > 0) {
    }
    kill(0, SIGTERM);
    return unused;
}

static void fill(modbus_mapping_t *map)
{
    for (int i = 0; i < COUNT; i++) {
        map->tab_bits[i] = i % 3 == 0;
        map->tab_input_bits[i] = i % 2 == 0;
        map->tab_input_registers[i] = 1000 + i;
    }
}

/* 0 when the connection is over. */
static int serve(modbus_t *bus, modbus_mapping_t *map, const char *way)
{
    uint8_t request[MODBUS_TCP_MAX_ADU_LENGTH];
    int length = modbus_receive(bus, request);
    if (length < 0)
        return errno == EMBBADCRC || errno == ETIMEDOUT;
    if (strcmp(way, "silent") == 0 || length == 0)
        return 1;
    if (strcmp(way, "slow") == 0)
        usleep(300000);
    return modbus_reply(bus, request, length, map) >= 0 && strcmp(way, "once") != 0;
}

static int serve_tcp(const char *way, modbus_mapping_t *map)
{
    modbus_t *bus = modbus_new_tcp("127.0.0.1", 0);
    int listener = bus == NULL ? -1 : modbus_tcp_listen(bus, strcmp(way, "single") == 0 ? 1 : 16);
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    if (listener < 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        return 1;
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    while (modbus_tcp_accept(bus, &listener) >= 0) {
        if (strcmp(way, "fork") == 0 && fork() != 0) {
            /* Not modbus_close: it would shut the child's connection down as well. */
            close(modbus_get_socket(bus));
            continue;
        }

        while (serve(bus, map, way)) {
        }

        modbus_close(bus);
        if (strcmp(way, "fork") == 0)
            _exit(0);
    }

    return 1;
}

static int serve_rtu(const char *device, const char *way, modbus_mapping_t *map)
{
    modbus_t *bus = modbus_new_rtu(device, 115200, 'N', 8, 1);
    if (bus == NULL || modbus_set_slave(bus, 1) != 0 || modbus_connect(bus) != 0)
        return 1;
    printf("%s\n", device);
    fflush(stdout);
    while (serve(bus, map, way)) {
    }

    return 1;
}

int main(int argc, char **argv)
{
    pthread_t watch;
    modbus_mapping_t *map = modbus_mapping_new(COUNT, COUNT, COUNT, COUNT);
    setpgid(0, 0);
    signal(SIGCHLD, SIG_IGN);
    if (map == NULL || pthread_create(&watch, NULL, end_with_input, NULL) != 0)
        return 1;
    fill(map);
    int failed = argc == 3 && strcmp(argv[1], "tcp") == 0 ? serve_tcp(argv[2], map)
               : argc == 4 && strcmp(argv[1], "rtu") == 0 ? serve_rtu(argv[2], argv[3], map)
               : 1;
    fprintf(stderr, "ended: %s\n", modbus_strerror(errno));
    return failed;
}
