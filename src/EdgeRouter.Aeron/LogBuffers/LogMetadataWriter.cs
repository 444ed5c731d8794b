using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Writes what is to be known of a new log buffer.</summary>
internal static class LogMetadataWriter
{
    /// <summary>Holds parameters against their ranges.</summary>
    /// <param name="parameters">The parameters.</param>
    public static void Check(LogParameters parameters)
    {
        Require(IsSize(parameters.TermBytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax), nameof(parameters.TermBytes), parameters.TermBytes);
        Require(IsSize(parameters.PageBytes, LogLayout.PageBytesMin, LogLayout.PageBytesMax), nameof(parameters.PageBytes), parameters.PageBytes);
        Require(IsMtu(parameters.MtuBytes), nameof(parameters.MtuBytes), parameters.MtuBytes);
        Require(
            parameters.TermOffset >= 0 && parameters.TermOffset <= parameters.TermBytes && parameters.TermOffset % FrameLayout.Alignment == 0,
            nameof(parameters.TermOffset),
            parameters.TermOffset);
        Require(unchecked((parameters.TermId ?? parameters.InitialTermId) - parameters.InitialTermId) >= 0, nameof(parameters.TermId), parameters.TermId ?? 0);
    }

    /// <summary>Whether a length of a frame is possible.</summary>
    /// <param name="mtuBytes">The length.</param>
    public static bool IsMtu(int mtuBytes) =>
        mtuBytes > FrameLayout.HeaderBytes && mtuBytes <= LogLayout.MtuBytesMax && mtuBytes % FrameLayout.Alignment == 0;

    /// <summary>Whether a size is a power of two in a range.</summary>
    /// <param name="sizeBytes">The size.</param>
    /// <param name="min">Smallest.</param>
    /// <param name="max">Greatest.</param>
    public static bool IsSize(int sizeBytes, int min, int max) => Bits.IsPowerOfTwo(sizeBytes) && sizeBytes >= min && sizeBytes <= max;

    /// <summary>Writes it all.</summary>
    /// <param name="buffer">Zeroed, 4,096 bytes.</param>
    /// <param name="parameters">Checked parameters.</param>
    public static void Write(AtomicBuffer buffer, LogParameters parameters)
    {
        WriteTails(buffer, parameters);
        buffer.PutInt64(LogLayout.EndOfStreamOffset, long.MaxValue);
        buffer.PutInt64(LogLayout.CorrelationIdOffset, parameters.CorrelationId);
        buffer.PutInt32(LogLayout.InitialTermIdOffset, parameters.InitialTermId);
        buffer.PutInt32(LogLayout.DefaultHeaderBytesOffset, FrameLayout.HeaderBytes);
        buffer.PutInt32(LogLayout.MtuOffset, parameters.MtuBytes);
        buffer.PutInt32(LogLayout.TermBytesOffset, parameters.TermBytes);
        buffer.PutInt32(LogLayout.PageBytesOffset, parameters.PageBytes);
        buffer.PutInt32(LogLayout.PublicationWindowOffset, parameters.PublicationWindowBytes);
        buffer.PutInt32(LogLayout.ReceiverWindowOffset, parameters.ReceiverWindowBytes);
        WriteThree(buffer, LogLayout.SendBufferOffset, parameters.SendBufferBytes);
        WriteThree(buffer, LogLayout.ReceiveBufferOffset, parameters.ReceiveBufferBytes);
        buffer.PutInt32(LogLayout.ResendMaxOffset, parameters.ResendMax);
        buffer.PutInt64(LogLayout.EntityTagOffset, parameters.EntityTag);
        buffer.PutInt64(LogLayout.ResponseCorrelationIdOffset, parameters.ResponseCorrelationId);
        buffer.PutInt64(LogLayout.LingerNsOffset, parameters.LingerNs);
        buffer.PutInt64(LogLayout.UntetheredWindowLimitNsOffset, parameters.UntetheredWindowLimitNs);
        buffer.PutInt64(LogLayout.UntetheredRestingNsOffset, parameters.UntetheredRestingNs);
        buffer.PutInt64(LogLayout.UntetheredLingerNsOffset, parameters.UntetheredLingerNs);
        buffer.PutByte(LogLayout.KindOffset, (byte)parameters.Kind);
        WriteFlags(buffer, parameters);
        WriteHeader(buffer.Slice(LogLayout.DefaultHeaderOffset, FrameLayout.HeaderBytes), parameters);
    }

    private static void WriteTails(AtomicBuffer buffer, LogParameters parameters)
    {
        int termId = parameters.TermId ?? parameters.InitialTermId;
        int termCount = unchecked(termId - parameters.InitialTermId);
        for (int ahead = 0; ahead < LogLayout.PartitionCount; ahead++)
        {
            int partition = LogPosition.PartitionOfTerm(unchecked(termCount + ahead));
            long rawTail = ahead == 0
                ? LogPosition.RawTail(termId, parameters.TermOffset)
                : LogPosition.RawTail(unchecked(termId + ahead - LogLayout.PartitionCount), 0);
            buffer.PutInt64(LogLayout.TailOffset + (partition * sizeof(long)), rawTail);
        }

        buffer.PutInt32(LogLayout.ActiveTermCountOffset, termCount);
    }

    private static void WriteThree(AtomicBuffer buffer, int offset, (int Asked, int Default, int Max) values)
    {
        buffer.PutInt32(offset, values.Asked);
        buffer.PutInt32(offset + sizeof(int), values.Default);
        buffer.PutInt32(offset + (2 * sizeof(int)), values.Max);
    }

    private static void WriteFlags(AtomicBuffer buffer, LogParameters parameters)
    {
        ReadOnlySpan<bool> flags =
        [
            parameters.IsGroup,
            parameters.IsResponse,
            parameters.Rejoins,
            parameters.IsReliable,
            parameters.IsSparse,
            parameters.SignalsEndOfStream,
            parameters.SpiesSimulateConnection,
            parameters.IsTethered,
        ];
        for (int i = 0; i < flags.Length; i++)
        {
            buffer.PutByte(LogLayout.FlagsOffset + i, flags[i] ? (byte)1 : (byte)0);
        }
    }

    private static void WriteHeader(AtomicBuffer header, LogParameters parameters)
    {
        header.PutByte(FrameLayout.FlagsOffset, FrameFlags.Unfragmented);
        header.PutByte(FrameLayout.TypeOffset, (byte)FrameType.Data);
        header.PutInt32(FrameLayout.SessionIdOffset, parameters.SessionId);
        header.PutInt32(FrameLayout.StreamIdOffset, parameters.StreamId);
        header.PutInt32(FrameLayout.TermIdOffset, parameters.InitialTermId);
    }

    private static void Require(bool isGood, string name, long value)
    {
        if (!isGood)
        {
            throw new ArgumentOutOfRangeException(name, value, "outside its range");
        }
    }
}
