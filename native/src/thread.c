/* Threads that EAL did not start, and the time-stamp counter. */
#include <errno.h>
#include <pthread.h>

#include <rte_cycles.h>
#include <rte_lcore.h>

#include "internal.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t registered_key;
static int key_error;

/* Runs when a registered thread ends. */
static void on_thread_exit(void *registered)
{
    if (registered != NULL && er_is_initialised())
    {
        rte_thread_unregister();
    }
}

static void create_key(void)
{
    key_error = pthread_key_create(&registered_key, on_thread_exit);
}

int er_dpdk_thread_register(void)
{
    if (rte_lcore_id() != LCORE_ID_ANY)
    {
        return (int)rte_lcore_id();
    }

    pthread_once(&once, create_key);
    if (key_error != 0)
    {
        return -key_error;
    }

    rte_errno = 0;
    if (rte_thread_register() != 0)
    {
        return er_last_error();
    }

    pthread_setspecific(registered_key, &once);
    return (int)rte_lcore_id();
}

void er_dpdk_thread_unregister(void)
{
    pthread_once(&once, create_key);
    if (key_error == 0 && pthread_getspecific(registered_key) != NULL)
    {
        pthread_setspecific(registered_key, NULL);
        rte_thread_unregister();
    }
}

uint64_t er_dpdk_tsc(void)
{
    return rte_rdtsc();
}

uint64_t er_dpdk_tsc_hz(void)
{
    return er_is_initialised() ? rte_get_tsc_hz() : 0;
}
