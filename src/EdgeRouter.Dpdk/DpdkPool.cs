using EdgeRouter.Core.Errors;
using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk;

/// <summary>Packet buffers (mbufs) of one size, in DPDK's memory or in the caller's. Dispose it after the ports that use it.</summary>
public sealed unsafe class DpdkPool : IDisposable
{
    /// <summary>Data room that holds an Ethernet frame of 1,536 bytes behind DPDK's headroom of 128. Larger rooms take a memory page
    /// each without huge pages, and cost 10 ns a packet more.</summary>
    public const int DefaultRoomBytes = 1664;

    /// <summary>Bytes that DPDK keeps free before a packet.</summary>
    public const int HeadroomBytes = 128;

    private readonly void* _memory;
    private readonly long _sizeBytes;
    private nint _handle;

    private DpdkPool(nint handle, int mbufCount, int roomBytes, void* memory, long sizeBytes)
    {
        _handle = handle;
        MbufCount = mbufCount;
        RoomBytes = roomBytes;
        _memory = memory;
        _sizeBytes = sizeBytes;
    }

    /// <summary>Buffers in all.</summary>
    public int MbufCount { get; }

    /// <summary>Data room of one buffer, headroom included.</summary>
    public int RoomBytes { get; }

    /// <summary>Buffers that nobody holds.</summary>
    public int AvailableCount => (int)DpdkNative.GetPoolAvailable(Handle);

    /// <summary>DPDK's <c>rte_mempool</c>.</summary>
    internal nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(DpdkPool));

    /// <summary>Creates a pool in DPDK's memory.</summary>
    /// <param name="environment">The running environment.</param>
    /// <param name="mbufCount">Buffers; best one less than a power of two.</param>
    /// <param name="roomBytes">Data room of one, headroom included, 256 to 65,535.</param>
    /// <exception cref="EdgeRouterException">ER2107: not enough memory.</exception>
    public static DpdkPool Create(DpdkEnvironment environment, int mbufCount, int roomBytes = DefaultRoomBytes)
    {
        Check(mbufCount, roomBytes);
        long mark = DpdkLog.LineCount;
        nint handle = DpdkNative.CreatePool(
            environment.NextName("er_pool"), (uint)mbufCount, CacheCount(mbufCount), (ushort)roomBytes, out int error);
        return handle != 0 ? new DpdkPool(handle, mbufCount, roomBytes, null, 0) : throw Failure(mbufCount, roomBytes, error, "give EAL more memory (-m)", mark);
    }

    /// <summary>Creates a pool inside the caller's memory, so that packets land there (pinned memory that a GPU reads, huge pages).</summary>
    /// <param name="environment">The running environment.</param>
    /// <param name="mbufCount">Buffers; each takes its room and about 256 bytes.</param>
    /// <param name="roomBytes">Data room of one, headroom included.</param>
    /// <param name="memory">Page-aligned memory that outlives the pool and is locked where a device reads it.</param>
    /// <param name="sizeBytes">Its size, whole pages.</param>
    /// <param name="pageBytes">Its page size.</param>
    /// <exception cref="EdgeRouterException">ER2107: the buffers do not fit, or DPDK refused the memory.</exception>
    public static DpdkPool CreateIn(
        DpdkEnvironment environment, int mbufCount, int roomBytes, void* memory, long sizeBytes, int pageBytes = 4096)
    {
        Check(mbufCount, roomBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageBytes);
        if (memory == null || (nuint)memory % (nuint)pageBytes != 0 || sizeBytes <= 0 || sizeBytes % pageBytes != 0)
        {
            throw new ArgumentException("The memory must start at a page and be whole pages long.", nameof(memory));
        }

        long mark = DpdkLog.LineCount;
        nint handle = DpdkNative.CreatePoolIn(
            environment.NextName("er_pool"), (uint)mbufCount, CacheCount(mbufCount), (ushort)roomBytes, memory, (nuint)sizeBytes, (nuint)pageBytes, out int error);
        return handle != 0 ? new DpdkPool(handle, mbufCount, roomBytes, memory, sizeBytes) : throw Failure(mbufCount, roomBytes, error, "give the pool more memory, or fewer buffers", mark);
    }

    /// <summary>Takes empty buffers for sending: all of them or none.</summary>
    /// <param name="mbufs">Where they go.</param>
    /// <returns>Whether there were enough.</returns>
    public bool TryAllocate(Span<DpdkMbuf> mbufs)
    {
        fixed (DpdkMbuf* first = mbufs)
        {
            return DpdkNative.AllocateMbufs(Handle, first, (uint)mbufs.Length) == 0;
        }
    }

    /// <summary>Gives back buffers that were not sent.</summary>
    /// <param name="mbufs">The buffers.</param>
    public void Free(ReadOnlySpan<DpdkMbuf> mbufs)
    {
        fixed (DpdkMbuf* first = mbufs)
        {
            DpdkNative.FreeMbufs(first, (uint)mbufs.Length);
        }
    }

    /// <summary>Frees the pool; its packets must have been released.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            DpdkNative.FreePool(_handle, _memory, (nuint)_sizeBytes);
            _handle = 0;
        }
    }

    // A cache may hold two thirds of the pool at most, and 512.
    private static uint CacheCount(int mbufCount) => (uint)Math.Min(256, mbufCount / 2);

    private static void Check(int mbufCount, int roomBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mbufCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(roomBytes, 2 * HeadroomBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roomBytes, ushort.MaxValue);
    }

    private static EdgeRouterException Failure(int mbufCount, int roomBytes, int error, string advice, long mark) => EdgeRouterException.Environment(
        "ER2107", $"no DPDK pool of {mbufCount} buffers with {roomBytes} bytes ({DpdkEnvironment.ErrorText(error)}): {advice}{DpdkLog.Since(mark)}");
}
