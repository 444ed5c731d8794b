namespace EdgeRouter.Ingest.Transport;

/// <summary>One way of a TCP connection.</summary>
/// <param name="Source">Who sends.</param>
/// <param name="Destination">Who receives.</param>
public readonly record struct TcpDirection(IpEndpoint Source, IpEndpoint Destination)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Source} → {Destination}";
}
