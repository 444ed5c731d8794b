using System.Runtime.InteropServices;

namespace EdgeRouter.Dpdk;

/// <summary>A port's counters since its start; same layout as the shim's <c>er_dpdk_stats</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DpdkPortStatistics
{
    /// <summary>Packets received.</summary>
    public readonly ulong RxPacketCount;

    /// <summary>Packets sent.</summary>
    public readonly ulong TxPacketCount;

    /// <summary>Bytes received.</summary>
    public readonly ulong RxBytes;

    /// <summary>Bytes sent.</summary>
    public readonly ulong TxBytes;

    /// <summary>Packets that the device dropped because its queue was full. Not every driver counts them (af_packet does not).</summary>
    public readonly ulong RxMissedCount;

    /// <summary>Packets received damaged.</summary>
    public readonly ulong RxErrorCount;

    /// <summary>Packets dropped because the pool was empty.</summary>
    public readonly ulong RxNoMbufCount;

    /// <summary>Packets that could not be sent.</summary>
    public readonly ulong TxErrorCount;
}
