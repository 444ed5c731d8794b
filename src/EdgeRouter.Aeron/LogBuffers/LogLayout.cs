namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>A log buffer file: three terms, then 4,096 bytes about them (AERON.md §8). Offsets are from the beginning of the latter.</summary>
internal static class LogLayout
{
    /// <summary>Terms in a log.</summary>
    public const int PartitionCount = 3;

    /// <summary>Bytes behind the terms, at the file's very end.</summary>
    public const int MetadataBytes = 4096;

    /// <summary>Shortest term.</summary>
    public const int TermBytesMin = 64 * 1024;

    /// <summary>Longest term.</summary>
    public const int TermBytesMax = 1024 * 1024 * 1024;

    /// <summary>Smallest page.</summary>
    public const int PageBytesMin = 4096;

    /// <summary>Largest page.</summary>
    public const int PageBytesMax = 1024 * 1024 * 1024;

    /// <summary>Longest datagram.</summary>
    public const int MtuBytesMax = 65504;

    /// <summary>Longest message whatever the term.</summary>
    public const int MessageBytesMax = 16 * 1024 * 1024;

    /// <summary>Raw tails, one a partition.</summary>
    public const int TailOffset = 0;

    /// <summary>Terms begun since the first.</summary>
    public const int ActiveTermCountOffset = 24;

    /// <summary>Where the stream ends.</summary>
    public const int EndOfStreamOffset = 128;

    /// <summary>Whether somebody listens.</summary>
    public const int IsConnectedOffset = 136;

    /// <summary>Transports that feed an image.</summary>
    public const int ActiveTransportCountOffset = 140;

    /// <summary>Registration of the first publication, or the image's number.</summary>
    public const int CorrelationIdOffset = 256;

    /// <summary>First term.</summary>
    public const int InitialTermIdOffset = 264;

    /// <summary>Bytes of a frame header.</summary>
    public const int DefaultHeaderBytesOffset = 268;

    /// <summary>Longest datagram.</summary>
    public const int MtuOffset = 272;

    /// <summary>Bytes of a term.</summary>
    public const int TermBytesOffset = 276;

    /// <summary>Bytes of a page.</summary>
    public const int PageBytesOffset = 280;

    /// <summary>How far a publication may run ahead.</summary>
    public const int PublicationWindowOffset = 284;

    /// <summary>How far a sender may run ahead of this receiver.</summary>
    public const int ReceiverWindowOffset = 288;

    /// <summary>Send buffer: asked for, default, greatest.</summary>
    public const int SendBufferOffset = 292;

    /// <summary>Receive buffer: asked for, default, greatest.</summary>
    public const int ReceiveBufferOffset = 304;

    /// <summary>Resends that may be under way at once.</summary>
    public const int ResendMaxOffset = 316;

    /// <summary>A frame header to copy.</summary>
    public const int DefaultHeaderOffset = 320;

    /// <summary>Tag of the stream, -1 = none.</summary>
    public const int EntityTagOffset = 448;

    /// <summary>Registration of a response channel's subscription.</summary>
    public const int ResponseCorrelationIdOffset = 456;

    /// <summary>How long a closed publication stays, ns.</summary>
    public const int LingerNsOffset = 464;

    /// <summary>When a slow untethered subscriber is let go, ns.</summary>
    public const int UntetheredWindowLimitNsOffset = 472;

    /// <summary>How long it rests then, ns.</summary>
    public const int UntetheredRestingNsOffset = 480;

    /// <summary>Flags, a byte each: group, response, rejoin, reliable, sparse, end of stream told, spies connect, tether.</summary>
    public const int FlagsOffset = 488;

    /// <summary>Whether the publication was revoked.</summary>
    public const int IsRevokedOffset = 496;

    /// <summary>0 shared publication, 1 exclusive publication, 2 image.</summary>
    public const int KindOffset = 497;

    /// <summary>How long an untethered subscriber lingers, ns; on 4 bytes only.</summary>
    public const int UntetheredLingerNsOffset = 500;

    /// <summary>Bytes of a whole file.</summary>
    /// <param name="termBytes">Bytes of a term.</param>
    /// <param name="pageBytes">Bytes of a page.</param>
    public static long FileBytes(int termBytes, int pageBytes) =>
        Memory.Bits.Align(((long)PartitionCount * termBytes) + MetadataBytes, pageBytes);
}
