using EdgeRouter.Aeron.Memory;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>A log buffer in memory: three terms that are written and read in turn, and what is to be known of them. It is one user of its file's map.
/// Lengths are read from the file once, when it is opened, and held against its size, so that nothing written there later leads outside.</summary>
public sealed unsafe class LogBuffer
{
    private readonly byte* _terms;
    private readonly byte* _metadata;

    private LogBuffer(MappedFile file, int termBytes, int mtuBytes)
    {
        File = file;
        TermBytes = termBytes;
        PositionShift = LogPosition.ShiftOf(termBytes);
        _terms = file.Address;
        _metadata = file.Address + file.SizeBytes - LogLayout.MetadataBytes;
        InitialTermId = Int32(LogLayout.InitialTermIdOffset);
        MtuBytes = mtuBytes;
    }

    /// <summary>The file.</summary>
    public MappedFile File { get; }

    /// <summary>Bytes of a term, a power of two.</summary>
    public int TermBytes { get; }

    /// <summary>Bits of an offset in a term.</summary>
    public int PositionShift { get; }

    /// <summary>First term.</summary>
    public int InitialTermId { get; }

    /// <summary>Longest frame.</summary>
    public int MtuBytes { get; }

    /// <summary>Longest payload of one frame.</summary>
    public int PayloadBytesMax => MtuBytes - FrameLayout.HeaderBytes;

    /// <summary>Longest message, in as many frames as it takes.</summary>
    public int MessageBytesMax => Math.Min(TermBytes / 8, LogLayout.MessageBytesMax);

    /// <summary>Where every stream ends at the latest.</summary>
    public long PositionMax => (long)TermBytes << 31;

    /// <summary>Registration of the first publication, or the image's number.</summary>
    public long CorrelationId => *(long*)(_metadata + LogLayout.CorrelationIdOffset);

    /// <summary>Whose it is.</summary>
    public LogKind Kind => (LogKind)_metadata[LogLayout.KindOffset];

    /// <summary>Terms begun since the first; read before everything that follows.</summary>
    public int ActiveTermCount
    {
        get => Volatile.Read(ref *(int*)(_metadata + LogLayout.ActiveTermCountOffset));
        set => Volatile.Write(ref *(int*)(_metadata + LogLayout.ActiveTermCountOffset), value);
    }

    /// <summary>Where the stream ends; the greatest number while that is not known.</summary>
    public long EndOfStreamPosition
    {
        get => Volatile.Read(ref *(long*)(_metadata + LogLayout.EndOfStreamOffset));
        set => Volatile.Write(ref *(long*)(_metadata + LogLayout.EndOfStreamOffset), value);
    }

    /// <summary>Whether somebody listens.</summary>
    public bool IsConnected
    {
        get => Volatile.Read(ref *(int*)(_metadata + LogLayout.IsConnectedOffset)) == 1;
        set => Volatile.Write(ref *(int*)(_metadata + LogLayout.IsConnectedOffset), value ? 1 : 0);
    }

    /// <summary>Transports that feed an image.</summary>
    public int ActiveTransportCount
    {
        get => Volatile.Read(ref *(int*)(_metadata + LogLayout.ActiveTransportCountOffset));
        set => Volatile.Write(ref *(int*)(_metadata + LogLayout.ActiveTransportCountOffset), value);
    }

    /// <summary>Whether the publication was revoked.</summary>
    public bool IsRevoked
    {
        get => Volatile.Read(ref *(_metadata + LogLayout.IsRevokedOffset)) != 0;
        set => Volatile.Write(ref *(_metadata + LogLayout.IsRevokedOffset), value ? (byte)1 : (byte)0);
    }

    /// <summary>Whether a slow subscriber of this stream holds it back.</summary>
    public bool IsTethered => _metadata[LogLayout.FlagsOffset + 7] != 0;

    /// <summary>Bytes of the frame header to copy into new frames.</summary>
    public ReadOnlySpan<byte> DefaultHeader => new(_metadata + LogLayout.DefaultHeaderOffset, FrameLayout.HeaderBytes);

    /// <summary>Session, as the frame header to copy has it.</summary>
    public int SessionId => *(int*)(_metadata + LogLayout.DefaultHeaderOffset + FrameLayout.SessionIdOffset);

    /// <summary>Stream, as the frame header to copy has it.</summary>
    public int StreamId => *(int*)(_metadata + LogLayout.DefaultHeaderOffset + FrameLayout.StreamIdOffset);

    /// <summary>Makes the file of a log buffer and maps it.</summary>
    /// <param name="path">The file; it must not exist.</param>
    /// <param name="parameters">What it is to be; checked.</param>
    /// <param name="allocation">When its pages come.</param>
    /// <exception cref="EdgeRouterException">ER2200, ER2201: it cannot be made.</exception>
    public static LogBuffer Create(string path, LogParameters parameters, FileAllocation allocation)
    {
        LogMetadataWriter.Check(parameters);
        long fileBytes = LogLayout.FileBytes(parameters.TermBytes, parameters.PageBytes);
        MappedFile file = MappedFile.Create(path, fileBytes, allocation);
        LogMetadataWriter.Write(file.Slice(file.SizeBytes - LogLayout.MetadataBytes, LogLayout.MetadataBytes), parameters);
        return new LogBuffer(file, parameters.TermBytes, parameters.MtuBytes);
    }

    /// <summary>Maps the file of a log buffer that somebody else made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="preTouchBytesMax">A file of up to so many bytes has every page mapped at once.</param>
    /// <exception cref="EdgeRouterException">ER2200: it cannot be mapped. ER2204: it is no log buffer, or cut short.</exception>
    public static LogBuffer Open(string path, long preTouchBytesMax = 0)
    {
        MappedFile file = MappedFile.Open(path, isWritable: true, preTouchBytesMax);
        string? fault = LogMetadataReader.FaultOf(file, out int termBytes, out int mtuBytes);
        if (fault == null)
        {
            return new LogBuffer(file, termBytes, mtuBytes);
        }

        file.Release();
        throw EdgeRouterException.BadInput("ER2204", $"{path} is no log buffer: {fault}");
    }

    /// <summary>First byte of a term.</summary>
    /// <param name="partition">0 to 2.</param>
    public byte* Term(int partition) => _terms + ((long)partition * TermBytes);

    /// <summary>Where a partition's raw tail is, on 8 bytes.</summary>
    /// <param name="partition">0 to 2.</param>
    public long* RawTailAddress(int partition) => (long*)(_metadata + LogLayout.TailOffset) + partition;

    /// <summary>A partition's raw tail, read before everything that follows.</summary>
    /// <param name="partition">0 to 2.</param>
    public long RawTail(int partition) => Volatile.Read(ref *RawTailAddress(partition));

    /// <summary>How far it was written, by the raw tail of the active term.</summary>
    public long ProducerPosition
    {
        get
        {
            long rawTail = RawTail(LogPosition.PartitionOfTerm(ActiveTermCount));
            return LogPosition.Position(
                LogPosition.TermId(rawTail), LogPosition.TermOffset(rawTail, TermBytes), PositionShift, InitialTermId);
        }
    }

    /// <summary>Begins the next term unless another writer did already: any number of writers may ask for the same.</summary>
    /// <param name="termCount">Terms since the first when this one ended.</param>
    /// <param name="termId">The term that ended.</param>
    /// <returns>Whether it was this call that moved the active term.</returns>
    public bool Rotate(int termCount, int termId)
    {
        int nextTermId = unchecked(termId + 1);
        int next = LogPosition.PartitionOfTerm(unchecked(termCount + 1));
        long* tail = RawTailAddress(next);
        int expectedTermId = unchecked(nextTermId - LogLayout.PartitionCount);
        long rawTail;
        do
        {
            rawTail = Volatile.Read(ref *tail);
            if (LogPosition.TermId(rawTail) != expectedTermId)
            {
                break;
            }
        }
        while (Interlocked.CompareExchange(ref *tail, LogPosition.RawTail(nextTermId, 0), rawTail) != rawTail);

        int* active = (int*)(_metadata + LogLayout.ActiveTermCountOffset);
        return Interlocked.CompareExchange(ref *active, unchecked(termCount + 1), termCount) == termCount;
    }

    private int Int32(int offset) => *(int*)(_metadata + offset);
}
