/* EAL's life and its log. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <rte_eal.h>
#include <rte_version.h>

#include "internal.h"

static er_dpdk_log_callback log_callback;
static FILE *log_stream;
static int initialised;

int er_is_initialised(void)
{
    return __atomic_load_n(&initialised, __ATOMIC_ACQUIRE);
}

int er_dpdk_abi(void)
{
    return ER_DPDK_ABI;
}

const char *er_dpdk_version(void)
{
    return rte_version();
}

const char *er_dpdk_strerror(int error)
{
    return rte_strerror(abs(error));
}

/* The log stream's write function: hands the text on. */
static ssize_t write_log(void *cookie, const char *text, size_t length_bytes)
{
    (void)cookie;
    er_dpdk_log_callback callback = __atomic_load_n(&log_callback, __ATOMIC_ACQUIRE);
    if (callback != NULL)
    {
        callback(text, length_bytes);
    }

    return (ssize_t)length_bytes;
}

int er_dpdk_log_set_callback(er_dpdk_log_callback callback)
{
    __atomic_store_n(&log_callback, callback, __ATOMIC_RELEASE);
    if (log_stream != NULL)
    {
        return 0;
    }

    cookie_io_functions_t functions = {.write = write_log};
    log_stream = fopencookie(NULL, "w", functions);
    if (log_stream == NULL)
    {
        return -errno;
    }

    /* Unbuffered: nothing is left for exit() to flush into a managed runtime that is going down. */
    setvbuf(log_stream, NULL, _IONBF, 0);
    return rte_openlog_stream(log_stream);
}

/* The usage page's write function: drops it. */
static ssize_t write_nothing(void *cookie, const char *text, size_t length_bytes)
{
    (void)cookie;
    (void)text;
    return (ssize_t)length_bytes;
}

int er_dpdk_init(int argc, char **argv)
{
    /* With arguments that it does not like EAL prints a usage page to stdout and getopt a line to stderr. They belong to the program:
     * the line goes to the log. Only C code sees these variables; a managed runtime writes to the descriptors. */
    cookie_io_functions_t functions = {.write = write_nothing};
    FILE *nowhere = fopencookie(NULL, "w", functions);
    FILE *real_stdout = stdout;
    FILE *real_stderr = stderr;
    if (nowhere != NULL && log_stream != NULL)
    {
        stdout = nowhere;
        stderr = log_stream;
    }

    rte_errno = 0;
    int code = rte_eal_init(argc, argv) < 0 ? er_last_error() : 0;
    stdout = real_stdout;
    stderr = real_stderr;
    if (nowhere != NULL)
    {
        fclose(nowhere);
    }

    if (code == 0)
    {
        __atomic_store_n(&initialised, 1, __ATOMIC_RELEASE);
    }

    return code;
}

int er_dpdk_cleanup(void)
{
    __atomic_store_n(&initialised, 0, __ATOMIC_RELEASE);
    return rte_eal_cleanup();
}
