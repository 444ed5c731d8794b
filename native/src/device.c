/* Devices and ports. */

/* rte_dev_dma_map is still marked experimental in 22.11; its signature is part of ABI 23, which is what we link. */
#define ALLOW_EXPERIMENTAL_API
#include <errno.h>
#include <string.h>

#include <rte_dev.h>
#include <rte_ethdev.h>

#include "internal.h"

int er_dpdk_vdev_plug(const char *name, const char *args)
{
    return rte_eal_hotplug_add("vdev", name, args);
}

int er_dpdk_vdev_unplug(const char *name)
{
    return rte_eal_hotplug_remove("vdev", name);
}

int er_dpdk_port_by_name(const char *name)
{
    uint16_t port;
    return rte_eth_dev_get_port_by_name(name, &port) == 0 ? port : -ENODEV;
}

int er_dpdk_port_count(void)
{
    return rte_eth_dev_count_avail();
}

/* Sets the queues of a configured port up. */
static int setup_queues(uint16_t port, uint16_t rx_queues, uint16_t tx_queues, uint16_t queue_depth, struct rte_mempool *pool)
{
    uint16_t rx_depth = queue_depth;
    uint16_t tx_depth = queue_depth;
    int code = rte_eth_dev_adjust_nb_rx_tx_desc(port, &rx_depth, &tx_depth);
    if (code != 0)
    {
        return ER_FAIL(code, "queue depth %u: %s\n", queue_depth, rte_strerror(-code));
    }

    for (uint16_t queue = 0; queue < rx_queues; queue++)
    {
        code = rte_eth_rx_queue_setup(port, queue, rx_depth, SOCKET_ID_ANY, NULL, pool);
        if (code != 0)
        {
            return ER_FAIL(code, "receive queue %u: %s\n", queue, rte_strerror(-code));
        }
    }

    for (uint16_t queue = 0; queue < tx_queues; queue++)
    {
        code = rte_eth_tx_queue_setup(port, queue, tx_depth, SOCKET_ID_ANY, NULL);
        if (code != 0)
        {
            return ER_FAIL(code, "transmit queue %u: %s\n", queue, rte_strerror(-code));
        }
    }

    return 0;
}

int er_dpdk_port_start(uint16_t port, uint16_t rx_queues, uint16_t tx_queues, uint16_t queue_depth, void *pool)
{
    struct rte_eth_dev_info info;
    int code = rte_eth_dev_info_get(port, &info);
    if (code != 0)
    {
        return ER_FAIL(code, "port %u: no information: %s\n", port, rte_strerror(-code));
    }

    struct rte_eth_conf configuration;
    memset(&configuration, 0, sizeof configuration);
    configuration.rxmode.offloads = info.rx_offload_capa & RTE_ETH_RX_OFFLOAD_TIMESTAMP;
    rx_queues = RTE_MIN(rx_queues, info.max_rx_queues);
    tx_queues = RTE_MIN(tx_queues, info.max_tx_queues);
    code = rte_eth_dev_configure(port, rx_queues, tx_queues, &configuration);
    if (code != 0)
    {
        return ER_FAIL(code, "port %u: configure: %s\n", port, rte_strerror(-code));
    }

    code = setup_queues(port, rx_queues, tx_queues, queue_depth, pool);
    if (code != 0)
    {
        return code;
    }

    code = rte_eth_dev_start(port);
    if (code != 0)
    {
        return ER_FAIL(code, "port %u: start: %s\n", port, rte_strerror(-code));
    }

    /* Devices without a filter (files, rings) answer -ENOTSUP: they pass everything anyhow. */
    (void)rte_eth_promiscuous_enable(port);
    (void)rte_eth_allmulticast_enable(port);
    return 0;
}

int er_dpdk_port_stop(uint16_t port)
{
    return rte_eth_dev_stop(port);
}

int er_dpdk_port_close(uint16_t port)
{
    return rte_eth_dev_close(port);
}

int er_dpdk_port_stats(uint16_t port, er_dpdk_stats *stats)
{
    struct rte_eth_stats raw;
    int code = rte_eth_stats_get(port, &raw);
    if (code != 0)
    {
        return code;
    }

    stats->rx_packets = raw.ipackets;
    stats->tx_packets = raw.opackets;
    stats->rx_bytes = raw.ibytes;
    stats->tx_bytes = raw.obytes;
    stats->rx_missed = raw.imissed;
    stats->rx_errors = raw.ierrors;
    stats->rx_no_mbuf = raw.rx_nombuf;
    stats->tx_errors = raw.oerrors;
    return 0;
}

int er_dpdk_port_link(uint16_t port)
{
    struct rte_eth_link link;
    memset(&link, 0, sizeof link);
    int code = rte_eth_link_get_nowait(port, &link);
    return code != 0 ? code : link.link_status == RTE_ETH_LINK_UP;
}

/* A DMA call's result: devices that need no mapping answer ENOTSUP. */
static int dma_result(int code)
{
    return code == 0 || rte_errno == ENOTSUP ? 0 : er_last_error();
}

int er_dpdk_port_map_memory(uint16_t port, void *memory, size_t size_bytes)
{
    struct rte_eth_dev_info info;
    int code = rte_eth_dev_info_get(port, &info);
    rte_errno = 0;
    return code != 0 ? code : dma_result(rte_dev_dma_map(info.device, memory, (uint64_t)(uintptr_t)memory, size_bytes));
}

int er_dpdk_port_unmap_memory(uint16_t port, void *memory, size_t size_bytes)
{
    struct rte_eth_dev_info info;
    int code = rte_eth_dev_info_get(port, &info);
    rte_errno = 0;
    return code != 0 ? code : dma_result(rte_dev_dma_unmap(info.device, memory, (uint64_t)(uintptr_t)memory, size_bytes));
}
