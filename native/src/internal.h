/* Shared by the shim's own sources only. */
#ifndef EDGEROUTER_DPDK_INTERNAL_H
#define EDGEROUTER_DPDK_INTERNAL_H

#include <rte_errno.h>
#include <rte_log.h>

#include "edgerouter_dpdk.h"

/* Logs what failed, where the managed side finds it, and hands the code on. */
#define ER_FAIL(code, ...) (rte_log(RTE_LOG_ERR, RTE_LOGTYPE_USER1, "edgerouter: " __VA_ARGS__), (code))

/* The negative errno of a DPDK call that answered -1 or NULL; -EIO where DPDK left rte_errno 0. */
static inline int er_last_error(void)
{
    return rte_errno > 0 ? -rte_errno : -EIO;
}

/* Whether EAL is up: between a successful er_dpdk_init and er_dpdk_cleanup. */
int er_is_initialised(void);

#endif
