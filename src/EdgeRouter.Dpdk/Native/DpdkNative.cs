using System.Runtime.InteropServices;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Dpdk.Native;

/// <summary>The C shim's functions as they are (<c>native/include/edgerouter_dpdk.h</c>): return codes, no exceptions, no checks.
/// Callers load the library first (<see cref="DpdkLibrary.Load"/>).</summary>
internal static unsafe partial class DpdkNative
{
    /// <summary>The shim's interface number that this file was written against.</summary>
    public const int Abi = 2;

    /// <summary>The most frames that one burst call handles.</summary>
    public const int MaxBurst = 64;

    /// <summary>Logical name; <see cref="DpdkLibrary"/> resolves it to a file.</summary>
    public const string Library = "edgerouter_dpdk";

    [LibraryImport(Library, EntryPoint = "er_dpdk_abi")]
    public static partial int GetAbi();

    [LibraryImport(Library, EntryPoint = "er_dpdk_version")]
    public static partial byte* GetVersion();

    [LibraryImport(Library, EntryPoint = "er_dpdk_strerror")]
    public static partial byte* GetErrorText(int error);

    [LibraryImport(Library, EntryPoint = "er_dpdk_log_set_callback")]
    public static partial int SetLogCallback(delegate* unmanaged[Cdecl]<byte*, nuint, void> callback);

    [LibraryImport(Library, EntryPoint = "er_dpdk_init")]
    public static partial int Initialise(int argumentCount, byte** arguments);

    [LibraryImport(Library, EntryPoint = "er_dpdk_cleanup")]
    public static partial int CleanUp();

    [LibraryImport(Library, EntryPoint = "er_dpdk_thread_register")]
    public static partial int RegisterThread();

    [LibraryImport(Library, EntryPoint = "er_dpdk_thread_unregister")]
    public static partial void UnregisterThread();

    // One instruction, no call back, no wait: the GC transition would cost more than the work.
    [LibraryImport(Library, EntryPoint = "er_dpdk_tsc")]
    [SuppressGCTransition]
    public static partial ulong ReadTsc();

    [LibraryImport(Library, EntryPoint = "er_dpdk_tsc_hz")]
    public static partial ulong GetTscHz();

    [LibraryImport(Library, EntryPoint = "er_dpdk_vdev_plug", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PlugDevice(string name, string arguments);

    [LibraryImport(Library, EntryPoint = "er_dpdk_vdev_unplug", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnplugDevice(string name);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_by_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FindPort(string name);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_count")]
    public static partial int GetPortCount();

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_start")]
    public static partial int StartPort(ushort port, ushort rxQueueCount, ushort txQueueCount, ushort queueDepth, nint pool);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_stop")]
    public static partial int StopPort(ushort port);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_close")]
    public static partial int ClosePort(ushort port);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_stats")]
    public static partial int GetStatistics(ushort port, DpdkPortStatistics* statistics);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_link")]
    public static partial int GetLink(ushort port);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_map_memory")]
    public static partial int MapMemory(ushort port, void* memory, nuint sizeBytes);

    [LibraryImport(Library, EntryPoint = "er_dpdk_port_unmap_memory")]
    public static partial int UnmapMemory(ushort port, void* memory, nuint sizeBytes);

    [LibraryImport(Library, EntryPoint = "er_dpdk_pool_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreatePool(string name, uint count, uint cacheCount, ushort roomBytes, out int error);

    [LibraryImport(Library, EntryPoint = "er_dpdk_pool_create_in", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint CreatePoolIn(
        string name, uint count, uint cacheCount, ushort roomBytes, void* memory, nuint sizeBytes, nuint pageBytes, out int error);

    [LibraryImport(Library, EntryPoint = "er_dpdk_pool_free")]
    public static partial int FreePool(nint pool, void* memory, nuint sizeBytes);

    [LibraryImport(Library, EntryPoint = "er_dpdk_pool_available")]
    public static partial uint GetPoolAvailable(nint pool);

    [LibraryImport(Library, EntryPoint = "er_dpdk_rx_timestamps_register")]
    public static partial int RegisterRxTimestamps();

    [LibraryImport(Library, EntryPoint = "er_dpdk_rx_burst")]
    public static partial ushort ReceiveBurst(ushort port, ushort queue, FrameDescriptor* frames, ushort capacity, byte* arena, uint slotBytes);

    [LibraryImport(Library, EntryPoint = "er_dpdk_rx_free")]
    public static partial void FreeReceived(FrameDescriptor* frames, ushort count);

    [LibraryImport(Library, EntryPoint = "er_dpdk_mbuf_alloc")]
    public static partial int AllocateMbufs(nint pool, DpdkMbuf* mbufs, uint count);

    [LibraryImport(Library, EntryPoint = "er_dpdk_mbuf_append")]
    public static partial byte* AppendToMbuf(nint mbuf, ushort lengthBytes);

    [LibraryImport(Library, EntryPoint = "er_dpdk_mbuf_free")]
    public static partial void FreeMbufs(DpdkMbuf* mbufs, uint count);

    [LibraryImport(Library, EntryPoint = "er_dpdk_tx_burst")]
    public static partial ushort TransmitBurst(ushort port, ushort queue, DpdkMbuf* mbufs, ushort count);

    [LibraryImport(Library, EntryPoint = "er_dpdk_tx_frames")]
    public static partial int TransmitFrames(ushort port, ushort queue, nint pool, FrameDescriptor* frames, ushort count);
}
