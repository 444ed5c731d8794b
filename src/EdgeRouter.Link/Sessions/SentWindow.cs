namespace EdgeRouter.Link.Sessions;

/// <summary>Numbers and times of what was sent and is not confirmed yet. Bounded; allocates nothing after construction.</summary>
internal sealed class SentWindow
{
    private readonly long[] _sequences;
    private readonly long[] _timesNs;
    private int _head;

    /// <summary>Creates an empty window.</summary>
    public SentWindow(int capacity)
    {
        _sequences = new long[capacity];
        _timesNs = new long[capacity];
    }

    /// <summary>Messages unconfirmed.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more may be sent.</summary>
    public bool IsFull => Count == _sequences.Length;

    /// <summary>When the oldest was sent, ns; only while there is one.</summary>
    public long OldestNs => _timesNs[_head];

    /// <summary>A message was sent; there must be room.</summary>
    public void Add(long sequence, long timeNs)
    {
        int slot = (_head + Count++) % _sequences.Length;
        _sequences[slot] = sequence;
        _timesNs[slot] = timeNs;
    }

    /// <summary>Everything up to a number was confirmed.</summary>
    public void Confirm(long sequence)
    {
        while (Count > 0 && _sequences[_head] <= sequence)
        {
            _head = (_head + 1) % _sequences.Length;
            Count--;
        }
    }

    /// <summary>Forgets everything: it will be sent again.</summary>
    public void Clear() => Count = 0;
}
