namespace EdgeRouter.Ingest;

/// <summary>File formats of captured frames.</summary>
public enum CaptureFormat
{
    /// <summary>The classic format of libpcap, microsecond or nanosecond stamps.</summary>
    Pcap = 1,

    /// <summary>The block format (IETF draft-ietf-opsawg-pcapng).</summary>
    PcapNg = 2,
}
