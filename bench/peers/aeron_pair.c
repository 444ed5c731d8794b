/*
 * Times an Aeron in C the way `./build.sh bench aeron` times ours: two threads bound to two processors, a driver in invoker mode worked by the
 * thread that sends (over UDP one a side, worked by that side's thread), clients without a thread.
 *
 * Usage: aeron_pair DIRECTORY rtt|rate ipc|ipc-batch|udp BYTES WARM_UP COUNT
 * Prints for rtt: p50 p99 p99.9 max, ns; for rate: messages a second, counted by the receiver from its first message to its last;
 * with ipc-batch the receiver waits 6 us when it has nothing.
 */
#define _GNU_SOURCE
#include <aeronc.h>
#include <aeronmd.h>

#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PING_STREAM = 1001, PONG_STREAM = 1002, ROUNDS_BETWEEN_WORK = 64, POLLS_BETWEEN_WORK = 256, FRAGMENTS_A_POLL = 8, FRAGMENTS_A_RATE_POLL = 256, OFFERS_BETWEEN_WORK = 4096 };

struct side {
    aeron_driver_context_t *driver_context;
    aeron_driver_t *driver;
    aeron_context_t *context;
    aeron_t *client;
    aeron_subscription_t *in;
    aeron_exclusive_publication_t *out;
    bool has_driver;
    int64_t heard;
    int64_t first_ns;
    int64_t last_ns;
};

static volatile bool is_done;
static bool is_batching;
static int64_t wanted;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, aeron_errmsg());
    exit(1);
}

static void check(int result, const char *what)
{
    if (result < 0) {
        fail(what);
    }
}

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static void stay_back(void)
{
    int64_t end = now_ns() + 6000;
    while (now_ns() < end) {
    }
}

static void pin(int processor)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(processor, &set);
    pthread_setaffinity_np(pthread_self(), sizeof set, &set);
}

static void work(struct side *side)
{
    if (side->has_driver) {
        aeron_driver_main_do_work(side->driver);
        aeron_main_do_work(side->client);
    }
}

static void open_side(struct side *side, const char *directory)
{
    memset(side, 0, sizeof *side);
    side->has_driver = true;
    check(aeron_driver_context_init(&side->driver_context), "driver context");
    aeron_driver_context_set_dir(side->driver_context, directory);
    aeron_driver_context_set_dir_delete_on_start(side->driver_context, true);
    aeron_driver_context_set_dir_delete_on_shutdown(side->driver_context, true);
    aeron_driver_context_set_threading_mode(side->driver_context, AERON_THREADING_MODE_INVOKER);
    aeron_driver_context_set_term_buffer_sparse_file(side->driver_context, false);
    check(aeron_driver_init(&side->driver, side->driver_context), "driver");
    check(aeron_driver_start(side->driver, true), "driver start");
    check(aeron_context_init(&side->context), "context");
    aeron_context_set_dir(side->context, directory);
    aeron_context_set_use_conductor_agent_invoker(side->context, true);
    check(aeron_init(&side->client, side->context), "client");
    check(aeron_start(side->client), "client start");
}

static void close_side(struct side *side)
{
    aeron_close(side->client);
    aeron_context_close(side->context);
    aeron_driver_close(side->driver);
    aeron_driver_context_close(side->driver_context);
}

static void listen_on(struct side *side, const char *channel, int32_t stream)
{
    aeron_async_add_subscription_t *command;
    check(aeron_async_add_subscription(&command, side->client, channel, stream, NULL, NULL, NULL, NULL), "subscription");
    while (side->in == NULL) {
        check(aeron_async_add_subscription_poll(&side->in, command), "subscription");
        work(side);
    }
}

static void send_on(struct side *side, const char *channel, int32_t stream)
{
    aeron_async_add_exclusive_publication_t *command;
    check(aeron_async_add_exclusive_publication(&command, side->client, channel, stream), "publication");
    while (side->out == NULL) {
        check(aeron_async_add_exclusive_publication_poll(&side->out, command), "publication");
        work(side);
    }
}

static void on_ping(void *clientd, const uint8_t *buffer, size_t length, aeron_header_t *header)
{
    struct side *side = clientd;
    (void)header;
    while (aeron_exclusive_publication_offer(side->out, buffer, length, NULL, NULL) < 0 && !is_done) {
        work(side);
    }
}

static void on_pong(void *clientd, const uint8_t *buffer, size_t length, aeron_header_t *header)
{
    (void)buffer;
    (void)length;
    (void)header;
    ((struct side *)clientd)->heard++;
}

static void on_message(void *clientd, const uint8_t *buffer, size_t length, aeron_header_t *header)
{
    struct side *side = clientd;
    (void)buffer;
    (void)length;
    (void)header;
    if (side->heard++ == 0) {
        side->first_ns = now_ns();
    }
}

static void *echo(void *argument)
{
    struct side *far = argument;
    pin(1);
    while (!is_done) {
        aeron_subscription_poll(far->in, on_ping, far, FRAGMENTS_A_POLL);
        work(far);
    }
    return NULL;
}

static void *receive(void *argument)
{
    struct side *far = argument;
    pin(1);
    while (far->heard < wanted) {
        if (aeron_subscription_poll(far->in, on_message, far, FRAGMENTS_A_RATE_POLL) == 0 && is_batching) {
            stay_back();
        }
        work(far);
    }
    far->last_ns = now_ns();
    is_done = true;
    return NULL;
}

static int ascending(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void round_trips(struct side *near, bool is_udp, size_t bytes, int64_t warm_up, int64_t count)
{
    int64_t *times = malloc((size_t)count * sizeof *times);
    uint8_t *message = calloc(1, bytes);
    for (int64_t round = -warm_up; round < count; round++) {
        int64_t begin = now_ns();
        int64_t heard = near->heard;
        while (aeron_exclusive_publication_offer(near->out, message, bytes, NULL, NULL) < 0) {
            work(near);
        }
        for (int polls = 1; near->heard == heard; polls++) {
            if (aeron_subscription_poll(near->in, on_pong, near, FRAGMENTS_A_POLL) == 0 && polls % (is_udp ? 1 : POLLS_BETWEEN_WORK) == 0) {
                work(near);
            }
        }
        if (round >= 0) {
            times[round] = now_ns() - begin;
        }
        if (round % ROUNDS_BETWEEN_WORK == 0) {
            work(near);
        }
    }
    qsort(times, (size_t)count, sizeof *times, ascending);
    printf("%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n", times[count / 2], times[count - 1 - count / 100], times[count - 1 - count / 1000], times[count - 1]);
}

static void send_all(struct side *near, size_t bytes, int64_t count)
{
    uint8_t *message = calloc(1, bytes);
    for (int64_t sent = 0; sent < count;) {
        if (aeron_exclusive_publication_offer(near->out, message, bytes, NULL, NULL) > 0 && ++sent % OFFERS_BETWEEN_WORK != 0) {
            continue;
        }
        work(near);
    }
    while (!is_done) {
        work(near);
    }
}

static void await_connections(struct side *near, struct side *far)
{
    while (!aeron_exclusive_publication_is_connected(near->out) || (far->out != NULL && !aeron_exclusive_publication_is_connected(far->out))) {
        work(near);
        work(far);
    }
}

int main(int argc, char **argv)
{
    if (argc != 7) {
        fprintf(stderr, "usage: aeron_pair DIRECTORY rtt|rate ipc|ipc-batch|udp BYTES WARM_UP COUNT\n");
        return 2;
    }

    bool is_rate = strcmp(argv[2], "rate") == 0;
    bool is_udp = strcmp(argv[3], "udp") == 0;
    is_batching = strcmp(argv[3], "ipc-batch") == 0;
    size_t bytes = (size_t)atol(argv[4]);
    int64_t warm_up = atoll(argv[5]);
    int64_t count = atoll(argv[6]);
    const char *there = is_udp ? "aeron:udp?endpoint=127.0.0.1:21321|term-length=1m" : "aeron:ipc?term-length=1m";
    const char *back = is_udp ? "aeron:udp?endpoint=127.0.0.1:21322|term-length=1m" : there;
    char directory[512];
    struct side near;
    struct side far;
    snprintf(directory, sizeof directory, "%s-near", argv[1]);
    open_side(&near, directory);
    if (is_udp) {
        snprintf(directory, sizeof directory, "%s-far", argv[1]);
        open_side(&far, directory);
    } else {
        far = near; /* The same client; the thread that sends works it for both. */
    }

    /* Whoever adds works its own driver; threads start when all is connected. */
    listen_on(&far, there, PING_STREAM);
    if (!is_rate) {
        listen_on(&near, back, PONG_STREAM);
        send_on(&far, back, PONG_STREAM);
    }
    send_on(&near, there, PING_STREAM);
    await_connections(&near, &far);
    far.has_driver = is_udp;

    pthread_t thread;
    wanted = count;
    pthread_create(&thread, NULL, is_rate ? receive : echo, &far);
    pin(0);
    if (is_rate) {
        send_all(&near, bytes, count);
        pthread_join(thread, NULL);
        printf("%.0f\n", (double)(count - 1) * 1e9 / (double)(far.last_ns - far.first_ns));
    } else {
        round_trips(&near, is_udp, bytes, warm_up, count);
        is_done = true;
        pthread_join(thread, NULL);
    }

    if (is_udp) {
        close_side(&far);
    }
    close_side(&near);
    return 0;
}
