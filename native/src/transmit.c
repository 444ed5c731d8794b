/* Sending: mbufs in place, and whole frames by copy. */
#include <errno.h>

#include <rte_ethdev.h>
#include <rte_mbuf.h>
#include <rte_memcpy.h>

#include "internal.h"

int er_dpdk_mbuf_alloc(void *pool, void **mbufs, uint32_t count)
{
    return rte_pktmbuf_alloc_bulk(pool, (struct rte_mbuf **)mbufs, count) == 0 ? 0 : -ENOMEM;
}

uint8_t *er_dpdk_mbuf_append(void *mbuf, uint16_t length_bytes)
{
    return (uint8_t *)rte_pktmbuf_append(mbuf, length_bytes);
}

void er_dpdk_mbuf_free(void **mbufs, uint32_t count)
{
    rte_pktmbuf_free_bulk((struct rte_mbuf **)mbufs, count);
}

uint16_t er_dpdk_tx_burst(uint16_t port, uint16_t queue, void **mbufs, uint16_t count)
{
    return rte_eth_tx_burst(port, queue, (struct rte_mbuf **)mbufs, count);
}

int er_dpdk_tx_frames(uint16_t port, uint16_t queue, void *pool, const er_dpdk_frame *frames, uint16_t count)
{
    struct rte_mbuf *packets[ER_DPDK_MAX_BURST];
    count = RTE_MIN(count, (uint16_t)ER_DPDK_MAX_BURST);
    if (rte_pktmbuf_alloc_bulk(pool, packets, count) != 0)
    {
        return -ENOMEM;
    }

    for (uint16_t i = 0; i < count; i++)
    {
        int32_t length_bytes = frames[i].length_bytes;
        char *room = length_bytes < 0 || length_bytes > UINT16_MAX ? NULL : rte_pktmbuf_append(packets[i], (uint16_t)length_bytes);
        if (room == NULL)
        {
            rte_pktmbuf_free_bulk(packets, count);
            return -EMSGSIZE;
        }

        rte_memcpy(room, frames[i].data, (size_t)length_bytes);
    }

    uint16_t sent = rte_eth_tx_burst(port, queue, packets, count);
    rte_pktmbuf_free_bulk(packets + sent, count - sent);
    return sent;
}
