namespace EdgeRouter.Ingest.Transport;

/// <summary>Control bits of a TCP header that decide on a stream's life (RFC 9293 §3.1).</summary>
[Flags]
public enum TcpFlags : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The sender has no more bytes.</summary>
    Fin = 1,

    /// <summary>A connection begins.</summary>
    Syn = 2,

    /// <summary>The connection is broken off.</summary>
    Rst = 4,
}
