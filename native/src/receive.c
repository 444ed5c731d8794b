/* Receiving: bursts flattened to descriptors. */
#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_mbuf_dyn.h>
#include <rte_memcpy.h>

#include "internal.h"

static int timestamp_offset = -1;
static uint64_t timestamp_flag;

int er_dpdk_rx_timestamps_register(void)
{
    rte_errno = 0;
    return rte_mbuf_dyn_rx_timestamp_register(&timestamp_offset, &timestamp_flag) == 0 ? 0 : er_last_error();
}

/* Copies a frame's segments together; returns the bytes copied. Trusts the segments and not pkt_len: net_pcap's driver claims more
 * than it has for packets over 65,535 bytes. */
static uint32_t linearise(const struct rte_mbuf *segment, uint8_t *slot, uint32_t slot_bytes)
{
    uint32_t length_bytes = 0;
    for (; segment != NULL && length_bytes < slot_bytes; segment = segment->next)
    {
        uint32_t part_bytes = RTE_MIN((uint32_t)segment->data_len, slot_bytes - length_bytes);
        rte_memcpy(slot + length_bytes, rte_pktmbuf_mtod(segment, const void *), part_bytes);
        length_bytes += part_bytes;
    }

    return length_bytes;
}

uint16_t er_dpdk_rx_burst(uint16_t port, uint16_t queue, er_dpdk_frame *frames, uint16_t capacity, uint8_t *arena, uint32_t slot_bytes)
{
    struct rte_mbuf *packets[ER_DPDK_MAX_BURST];
    uint16_t count = rte_eth_rx_burst(port, queue, packets, RTE_MIN(capacity, (uint16_t)ER_DPDK_MAX_BURST));
    for (uint16_t i = 0; i < count; i++)
    {
        struct rte_mbuf *packet = packets[i];
        er_dpdk_frame *frame = &frames[i];
        frame->wire_length_bytes = (int32_t)packet->pkt_len;
        frame->mbuf = packet;
        frame->time = timestamp_offset >= 0 && (packet->ol_flags & timestamp_flag) != 0
                          ? (int64_t)*RTE_MBUF_DYNFIELD(packet, timestamp_offset, uint64_t *)
                          : 0;
        if (likely(packet->nb_segs == 1))
        {
            frame->data = rte_pktmbuf_mtod(packet, uint8_t *);
            frame->length_bytes = packet->data_len;
        }
        else
        {
            frame->data = arena + (size_t)i * slot_bytes;
            frame->length_bytes = (int32_t)linearise(packet, frame->data, slot_bytes);
        }

        rte_prefetch0(frame->data);
    }

    return count;
}

void er_dpdk_rx_free(const er_dpdk_frame *frames, uint16_t count)
{
    struct rte_mbuf *packets[ER_DPDK_MAX_BURST];
    count = RTE_MIN(count, (uint16_t)ER_DPDK_MAX_BURST);
    for (uint16_t i = 0; i < count; i++)
    {
        packets[i] = frames[i].mbuf;
    }

    rte_pktmbuf_free_bulk(packets, count);
}
