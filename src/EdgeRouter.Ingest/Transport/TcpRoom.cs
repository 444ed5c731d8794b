namespace EdgeRouter.Ingest.Transport;

/// <summary>Bytes that wait in all streams together.</summary>
internal sealed class TcpRoom
{
    public long UsedBytes { get; set; }
}
