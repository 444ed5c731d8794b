namespace EdgeRouter.MarketData.Feeds;

/// <summary>Which books a packet of the snapshot channel completes. Reused from packet to packet.</summary>
internal sealed class SnapshotScan
{
    /// <summary>Most books that one packet can complete: a packet of 1,472 bytes has no room for more.</summary>
    public const int CompletionCountMax = 64;

    private readonly long[] _securityIds = new long[CompletionCountMax];
    private readonly ulong[] _sequences = new ulong[CompletionCountMax];

    public int Count { get; private set; }

    /// <summary>Whether something stands behind the last completion: the next snapshot began in the same packet.</summary>
    public bool HasMore { get; set; }

    public void Clear()
    {
        Count = 0;
        HasMore = false;
    }

    public void Add(long securityId, ulong asOfSequence)
    {
        HasMore = false;
        if (Count < CompletionCountMax)
        {
            _securityIds[Count] = securityId;
            _sequences[Count++] = asOfSequence;
        }
    }

    public (long SecurityId, ulong AsOfSequence) this[int index] => (_securityIds[index], _sequences[index]);
}
