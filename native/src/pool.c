/* Packet buffer pools, in DPDK's memory and in the caller's. */
#include <errno.h>

#include <rte_mbuf.h>
#include <rte_mbuf_pool_ops.h>
#include <rte_memory.h>
#include <rte_mempool.h>

#include "internal.h"

void *er_dpdk_pool_create(const char *name, uint32_t count, uint32_t cache, uint16_t room_bytes, int *error)
{
    rte_errno = 0;
    struct rte_mempool *pool = rte_pktmbuf_pool_create(name, count, cache, 0, room_bytes, SOCKET_ID_ANY);
    *error = pool == NULL ? er_last_error() : 0;
    return pool;
}

/* Fills an empty pool with count mbufs laid out in the caller's memory. */
static int populate(struct rte_mempool *pool, uint32_t count, uint16_t room_bytes, void *memory, size_t size_bytes, size_t page_bytes)
{
    struct rte_pktmbuf_pool_private settings = {.mbuf_data_room_size = room_bytes};
    int code = rte_mempool_set_ops_byname(pool, rte_mbuf_best_mempool_ops(), NULL);
    if (code != 0)
    {
        return ER_FAIL(code, "pool operations: %s\n", rte_strerror(-code));
    }

    rte_pktmbuf_pool_init(pool, &settings);
    code = rte_mempool_populate_virt(pool, memory, size_bytes, page_bytes, NULL, NULL);
    if (code < 0)
    {
        return ER_FAIL(code, "pool memory: %s\n", rte_strerror(-code));
    }

    if ((uint32_t)code < count)
    {
        return ER_FAIL(-ENOSPC, "%zu bytes hold %d mbufs, %u wanted\n", size_bytes, code, count);
    }

    rte_mempool_obj_iter(pool, rte_pktmbuf_init, NULL);
    return 0;
}

void *er_dpdk_pool_create_in(const char *name, uint32_t count, uint32_t cache, uint16_t room_bytes, void *memory, size_t size_bytes,
                             size_t page_bytes, int *error)
{
    rte_errno = 0;
    if (rte_extmem_register(memory, size_bytes, NULL, (unsigned)(size_bytes / page_bytes), page_bytes) != 0)
    {
        *error = er_last_error();
        return NULL;
    }

    struct rte_mempool *pool = rte_mempool_create_empty(name, count, (unsigned)sizeof(struct rte_mbuf) + room_bytes, cache,
                                                        sizeof(struct rte_pktmbuf_pool_private), SOCKET_ID_ANY, 0);
    *error = pool == NULL ? er_last_error() : populate(pool, count, room_bytes, memory, size_bytes, page_bytes);
    if (*error == 0)
    {
        return pool;
    }

    rte_mempool_free(pool);
    rte_extmem_unregister(memory, size_bytes);
    return NULL;
}

int er_dpdk_pool_free(void *pool, void *memory, size_t size_bytes)
{
    rte_mempool_free(pool);
    rte_errno = 0;
    return memory == NULL || rte_extmem_unregister(memory, size_bytes) == 0 ? 0 : er_last_error();
}

uint32_t er_dpdk_pool_available(const void *pool)
{
    return rte_mempool_avail_count(pool);
}
