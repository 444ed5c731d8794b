namespace EdgeRouter.Ingest.Transport;

/// <summary>Takes the bytes of one direction of one connection, in order and once each.</summary>
public interface ITcpStreamSink
{
    /// <summary>Takes the next bytes.</summary>
    /// <param name="bytes">Valid during the call only; not empty.</param>
    /// <param name="place">Where the first of them lies.</param>
    /// <param name="isSegmentStart">Whether they begin where a segment begins; false where a retransmission overlaps what was there already.</param>
    void OnBytes(ReadOnlySpan<byte> bytes, FramePlace place, bool isSegmentStart);

    /// <summary>Bytes are missing: the capture does not have them.</summary>
    /// <param name="missingBytes">How many.</param>
    /// <param name="next">Where the stream goes on.</param>
    void OnGap(long missingBytes, FramePlace next);

    /// <summary>No more bytes come.</summary>
    /// <param name="end">How the stream ended.</param>
    void OnEnd(TcpStreamEnd end);
}
