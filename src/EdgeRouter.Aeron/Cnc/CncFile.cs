using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Cnc;

/// <summary>The file by which clients find their driver, in memory. It is one user of its file's map; whoever holds one of its buffers must see to it that
/// the map lives.</summary>
public sealed class CncFile
{
    private readonly AtomicBuffer _head;

    private CncFile(MappedFile file, ReadOnlySpan<int> lengths)
    {
        File = file;
        _head = file.Slice(0, CncLayout.MetadataBytes);
        long at = CncLayout.MetadataBytes;
        ToDriver = Next(lengths[0], ref at);
        ToClients = Next(lengths[1], ref at);
        CounterMetadata = Next(lengths[2], ref at);
        CounterValues = Next(lengths[3], ref at);
        ErrorLog = Next(lengths[4], ref at);
    }

    /// <summary>The file.</summary>
    public MappedFile File { get; }

    /// <summary>Ring to the driver, with its trailer.</summary>
    public AtomicBuffer ToDriver { get; }

    /// <summary>Buffer to clients, with its trailer.</summary>
    public AtomicBuffer ToClients { get; }

    /// <summary>What counters are.</summary>
    public AtomicBuffer CounterMetadata { get; }

    /// <summary>Counter values.</summary>
    public AtomicBuffer CounterValues { get; }

    /// <summary>Error log.</summary>
    public AtomicBuffer ErrorLog { get; }

    /// <summary>Version, packed; 0 while the driver is not ready.</summary>
    public int Version => _head.GetInt32Acquire(CncLayout.VersionOffset);

    /// <summary>How long a client may be silent, ns.</summary>
    public long ClientLivenessNs => _head.GetInt64(CncLayout.ClientLivenessNsOffset);

    /// <summary>When the driver began, ms since the epoch.</summary>
    public long StartMs => _head.GetInt64(CncLayout.StartMsOffset);

    /// <summary>The driver's process.</summary>
    public long ProcessId => _head.GetInt64(CncLayout.ProcessIdOffset);

    /// <summary>Whether a driver of this kind made it: such a one holds a lock on the directory while it lives.</summary>
    internal bool IsMarked => _head.GetInt64(CncLayout.MarkOffset) == CncLayout.Mark;

    /// <summary>Bytes of a page of log buffers.</summary>
    public int PageBytes => _head.GetInt32(CncLayout.PageBytesOffset) is var bytes and not 0 ? bytes : 4096;

    /// <summary>The path in a directory.</summary>
    /// <param name="directory">The directory.</param>
    public static string PathIn(string directory) => Path.Combine(directory, CncLayout.FileName);

    /// <summary>Makes the file; clients wait until <see cref="Publish"/>.</summary>
    /// <param name="directory">The driver's directory.</param>
    /// <param name="sizes">Sizes of the buffers.</param>
    /// <param name="clientLivenessNs">How long a client may be silent.</param>
    /// <param name="startMs">Now, ms since the epoch.</param>
    /// <param name="pageBytes">Bytes of a page of log buffers.</param>
    /// <exception cref="EdgeRouterException">ER2200, ER2201: it cannot be made.</exception>
    public static CncFile Create(string directory, CncSizes sizes, long clientLivenessNs, long startMs, int pageBytes)
    {
        int[] lengths =
        [
            sizes.ToDriverBytes + ManyToOneRing.TrailerBytes,
            sizes.ToClientsBytes + BroadcastLayout.TrailerBytes,
            sizes.CounterValuesBytes / CounterLayout.ValueBytes * CounterLayout.MetadataBytes,
            sizes.CounterValuesBytes,
            sizes.ErrorLogBytes,
        ];
        long sizeBytes = Bits.Align(CncLayout.MetadataBytes + lengths.Sum(length => (long)length), pageBytes);
        MappedFile file = MappedFile.Create(PathIn(directory), sizeBytes, FileAllocation.Reserved);
        AtomicBuffer head = file.Slice(0, CncLayout.MetadataBytes);
        for (int i = 0; i < lengths.Length; i++)
        {
            head.PutInt32(CncLayout.LengthsOffset + (i * sizeof(int)), lengths[i]);
        }

        head.PutInt64(CncLayout.ClientLivenessNsOffset, clientLivenessNs);
        head.PutInt64(CncLayout.StartMsOffset, startMs);
        head.PutInt64(CncLayout.ProcessIdOffset, Environment.ProcessId);
        head.PutInt32(CncLayout.PageBytesOffset, pageBytes);
        head.PutInt64(CncLayout.MarkOffset, CncLayout.Mark);
        return new CncFile(file, lengths);
    }

    /// <summary>Opens the file of a driver, ready or not.</summary>
    /// <param name="directory">The driver's directory.</param>
    /// <param name="isWritable">False for tools that only look: they need no right to write, and must not touch the rings but to read positions.</param>
    /// <returns>Null: it is not there, or the driver has not finished making it. Try again.</returns>
    /// <exception cref="EdgeRouterException">ER2200: it cannot be opened. ER2206: what is there is no such file, or of another major version.</exception>
    public static CncFile? TryOpen(string directory, bool isWritable = true)
    {
        string path = PathIn(directory);
        FileInfo info = new(path);
        if (!info.Exists || info.Length <= CncLayout.MetadataBytes)
        {
            return null;
        }

        MappedFile file;
        try
        {
            file = MappedFile.Open(path, isWritable);
        }
        catch (EdgeRouterException) when (!System.IO.File.Exists(path))
        {
            return null; // A driver that starts anew removed it in between.
        }

        Span<int> lengths = stackalloc int[CncLayout.BufferCount];
        string? fault = FaultOf(file, lengths, out bool isReady);
        if (fault == null && isReady)
        {
            return new CncFile(file, lengths);
        }

        file.Release();
        return fault == null ? null : throw EdgeRouterException.BadInput("ER2206", $"{path} is no file of an Aeron driver that can be used: {fault}");
    }

    /// <summary>Lets clients in.</summary>
    public void Publish() => _head.PutInt32Release(CncLayout.VersionOffset, CncLayout.Version);

    // The lengths are read once: what is written there afterwards leads nowhere.
    private static string? FaultOf(MappedFile file, Span<int> lengths, out bool isReady)
    {
        isReady = false;
        if (file.SizeBytes < CncLayout.MetadataBytes)
        {
            return $"{file.SizeBytes} bytes are too few";
        }

        AtomicBuffer head = file.Slice(0, CncLayout.MetadataBytes);
        int version = head.GetInt32Acquire(CncLayout.VersionOffset);
        if (version == 0)
        {
            return null;
        }

        if (CncLayout.Major(version) != CncLayout.Major(CncLayout.Version) || version < 0)
        {
            return $"version 0x{version:X8}, this program knows 0x{CncLayout.Version:X8}";
        }

        long neededBytes = CncLayout.MetadataBytes;
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = head.GetInt32(CncLayout.LengthsOffset + (i * sizeof(int)));
            bool isOn8Bytes = lengths[i] % sizeof(long) == 0 || i == lengths.Length - 1;
            if (lengths[i] <= 0 || !isOn8Bytes)
            {
                return $"a buffer of {lengths[i]} bytes";
            }

            neededBytes += lengths[i];
        }

        isReady = true;
        return neededBytes <= file.SizeBytes ? null : $"its buffers need {neededBytes} bytes, it has {file.SizeBytes}";
    }

    private AtomicBuffer Next(int lengthBytes, ref long at)
    {
        AtomicBuffer buffer = File.Slice(at, lengthBytes);
        at += lengthBytes;
        return buffer;
    }
}
