/* EdgeRouter's C shim over DPDK 22.11.
 *
 * DPDK's data path (rte_eth_rx_burst, rte_pktmbuf_free, ...) is static inline and exports no symbols, so a managed program needs
 * this library. It adds no policy: every function does one DPDK thing and says what it returned.
 *
 * Return codes: 0 or a count on success, a negative errno on failure (strings by er_dpdk_strerror).
 * Threads: control functions are for one thread at a time; a queue is for one thread at a time.
 */
#ifndef EDGEROUTER_DPDK_H
#define EDGEROUTER_DPDK_H

#include <stddef.h>
#include <stdint.h>

#define ER_DPDK_API __attribute__((visibility("default")))

/* Changes whenever a function, a signature or a struct below changes; the managed side refuses another number. */
#define ER_DPDK_ABI 2

/* The most frames that one burst call handles. */
#define ER_DPDK_MAX_BURST 64

/* One received frame. Same layout as EdgeRouter.Core.Packets.FrameDescriptor. */
typedef struct er_dpdk_frame
{
    uint8_t *data;             /* first byte, in the mbuf or (many-segment frames) in the caller's arena */
    int32_t length_bytes;      /* bytes at data */
    int32_t wire_length_bytes; /* the packet's whole length */
    int64_t time;              /* the driver's own receive stamp in the driver's own unit, 0 where it gave none */
    void *mbuf;                /* to be given back by er_dpdk_rx_free */
} er_dpdk_frame;

/* A port's counters since its start. */
typedef struct er_dpdk_stats
{
    uint64_t rx_packets, tx_packets, rx_bytes, tx_bytes;
    uint64_t rx_missed;  /* dropped by the device: queue full */
    uint64_t rx_errors;
    uint64_t rx_no_mbuf; /* dropped: the pool was empty */
    uint64_t tx_errors;
} er_dpdk_stats;

/* Takes EAL and driver log text, not necessarily a whole line, from any thread. */
typedef void (*er_dpdk_log_callback)(const char *text, size_t length_bytes);

/* ---- environment.c ---- */

/* ER_DPDK_ABI of this build. */
ER_DPDK_API int er_dpdk_abi(void);

/* DPDK's version, "DPDK 22.11.11". */
ER_DPDK_API const char *er_dpdk_version(void);

/* Text of an errno or rte_errno value, positive or negative. */
ER_DPDK_API const char *er_dpdk_strerror(int error);

/* Sends all log text to callback (NULL: drops it). Call before er_dpdk_init to catch start-up text too. */
ER_DPDK_API int er_dpdk_log_set_callback(er_dpdk_log_callback callback);

/* rte_eal_init. argv is permuted by it and must stay valid until er_dpdk_cleanup. Once in a process; a second call is -EALREADY. */
ER_DPDK_API int er_dpdk_init(int argc, char **argv);

/* rte_eal_cleanup; no port or pool may be in use. EAL cannot be initialised again afterwards. */
ER_DPDK_API int er_dpdk_cleanup(void);

/* ---- thread.c ---- */

/* Gives the calling thread an lcore id (its own mempool cache: fewer ns a packet). The id is given back when the thread ends.
 * Returns the id, also where the thread already had one. */
ER_DPDK_API int er_dpdk_thread_register(void);

/* Gives the calling thread's lcore id back early. Does nothing for threads that er_dpdk_thread_register did not register. */
ER_DPDK_API void er_dpdk_thread_unregister(void);

/* The time-stamp counter. */
ER_DPDK_API uint64_t er_dpdk_tsc(void);

/* Ticks a second of er_dpdk_tsc; 0 before er_dpdk_init. */
ER_DPDK_API uint64_t er_dpdk_tsc_hz(void);

/* ---- device.c ---- */

/* Plugs a virtual device: name "net_pcap0", args "rx_pcap=/file". Success does not mean that there is a port: look it up by name. */
ER_DPDK_API int er_dpdk_vdev_plug(const char *name, const char *args);

/* Removes a virtual device that was plugged; its port must be stopped and closed. */
ER_DPDK_API int er_dpdk_vdev_unplug(const char *name);

/* Port number of a device, or -ENODEV. */
ER_DPDK_API int er_dpdk_port_by_name(const char *name);

/* Ports that exist. */
ER_DPDK_API int er_dpdk_port_count(void);

/* Configures a port with rx_queues and tx_queues (each cut to what the device has), gives every receive queue pool, and starts it.
 * What failed is said in the log. Promiscuous and all-multicast reception are switched on where the device can. */
ER_DPDK_API int er_dpdk_port_start(uint16_t port, uint16_t rx_queues, uint16_t tx_queues, uint16_t queue_depth, void *pool);

/* Stops a port; needed before er_dpdk_port_close. */
ER_DPDK_API int er_dpdk_port_stop(uint16_t port);

/* Closes a stopped port. */
ER_DPDK_API int er_dpdk_port_close(uint16_t port);

/* Reads a port's counters. */
ER_DPDK_API int er_dpdk_port_stats(uint16_t port, er_dpdk_stats *stats);

/* 1: the port has a link, 0: it has none (unplugged, the other end is down); a negative errno where the driver cannot tell. */
ER_DPDK_API int er_dpdk_port_link(uint16_t port);

/* Maps memory for a device's DMA; 0 also where the device (a virtual one) needs no mapping. */
ER_DPDK_API int er_dpdk_port_map_memory(uint16_t port, void *memory, size_t size_bytes);

/* Undoes er_dpdk_port_map_memory. */
ER_DPDK_API int er_dpdk_port_unmap_memory(uint16_t port, void *memory, size_t size_bytes);

/* ---- pool.c ---- */

/* A pool of count mbufs with room_bytes of data room (headroom of 128 included). NULL on failure, the errno in *error. */
ER_DPDK_API void *er_dpdk_pool_create(const char *name, uint32_t count, uint32_t cache, uint16_t room_bytes, int *error);

/* The same pool inside the caller's memory (pinned, huge pages, shared with a GPU): memory and size_bytes are multiples of
 * page_bytes and stay valid until er_dpdk_pool_free. -ENOSPC in *error where count mbufs do not fit. */
ER_DPDK_API void *er_dpdk_pool_create_in(const char *name, uint32_t count, uint32_t cache, uint16_t room_bytes, void *memory,
                                         size_t size_bytes, size_t page_bytes, int *error);

/* Frees a pool that no port uses. memory is what er_dpdk_pool_create_in got, or NULL. */
ER_DPDK_API int er_dpdk_pool_free(void *pool, void *memory, size_t size_bytes);

/* Mbufs in the pool and not in use. */
ER_DPDK_API uint32_t er_dpdk_pool_available(const void *pool);

/* ---- receive.c ---- */

/* Makes drivers that can stamp their packets do so (er_dpdk_frame.time). Before er_dpdk_port_start. */
ER_DPDK_API int er_dpdk_rx_timestamps_register(void);

/* Receives up to capacity (at most ER_DPDK_MAX_BURST) frames. A frame of many segments is copied together into the arena, frame i
 * at arena + i * slot_bytes, cut at slot_bytes. Returns the number received. */
ER_DPDK_API uint16_t er_dpdk_rx_burst(uint16_t port, uint16_t queue, er_dpdk_frame *frames, uint16_t capacity, uint8_t *arena,
                                      uint32_t slot_bytes);

/* Gives received frames back to their pool; count at most ER_DPDK_MAX_BURST. */
ER_DPDK_API void er_dpdk_rx_free(const er_dpdk_frame *frames, uint16_t count);

/* ---- transmit.c ---- */

/* Allocates count mbufs: all or none (-ENOMEM). */
ER_DPDK_API int er_dpdk_mbuf_alloc(void *pool, void **mbufs, uint32_t count);

/* Makes length_bytes of room at the mbuf's end and returns its first byte; NULL where there is no room. */
ER_DPDK_API uint8_t *er_dpdk_mbuf_append(void *mbuf, uint16_t length_bytes);

/* Frees mbufs that were not sent. */
ER_DPDK_API void er_dpdk_mbuf_free(void **mbufs, uint32_t count);

/* Hands mbufs to the port. Returns how many it took; the rest still belong to the caller. */
ER_DPDK_API uint16_t er_dpdk_tx_burst(uint16_t port, uint16_t queue, void **mbufs, uint16_t count);

/* Copies frames (data and length_bytes of each) into mbufs of pool and sends them: at most ER_DPDK_MAX_BURST.
 * Returns how many the port took; the rest are dropped. -ENOMEM: pool empty; -EMSGSIZE: a frame larger than the room. */
ER_DPDK_API int er_dpdk_tx_frames(uint16_t port, uint16_t queue, void *pool, const er_dpdk_frame *frames, uint16_t count);

#endif
