namespace EdgeRouter.Core.Packets;

/// <summary>Takes frames: a capture file, a NIC queue, an engine in the same process.</summary>
public interface IFrameSink
{
    /// <summary>Takes one Ethernet frame; the bytes are the caller's again on return.</summary>
    /// <param name="frame">Whole frame without FCS.</param>
    /// <param name="timeNs">Send time, ns since the Unix epoch; never decreasing.</param>
    void Write(ReadOnlySpan<byte> frame, long timeNs);

    /// <summary>Lets go of frames that wait inside for company: called before a pause and at the end.</summary>
    void Flush()
    {
    }
}
