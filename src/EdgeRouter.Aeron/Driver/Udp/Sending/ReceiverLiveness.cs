namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>Which receivers a sender has heard of lately. More than its places hold are not remembered one by one: they count through the others.</summary>
internal sealed class ReceiverLiveness
{
    private const int MaxReceivers = 1024;
    private (long Id, long LastNs)[] _receivers = new (long, long)[4];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>A receiver has said something.</summary>
    /// <param name="receiverId">Which.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnStatus(long receiverId, long nowNs)
    {
        int index = IndexOf(receiverId);
        if (index >= 0)
        {
            _receivers[index].LastNs = nowNs;
            return;
        }

        if (Count == MaxReceivers)
        {
            return;
        }

        if (Count == _receivers.Length)
        {
            Array.Resize(ref _receivers, Count * 2);
        }

        _receivers[Count++] = (receiverId, nowNs);
    }

    /// <summary>A receiver goes.</summary>
    /// <param name="receiverId">Which.</param>
    /// <returns>False: it was not known.</returns>
    public bool Remove(long receiverId)
    {
        int index = IndexOf(receiverId);
        if (index >= 0)
        {
            _receivers[index] = _receivers[--Count];
        }

        return index >= 0;
    }

    /// <summary>Forgets the silent.</summary>
    /// <param name="expiryNs">Heard of last at or before this, ns.</param>
    public void Expire(long expiryNs)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_receivers[i].LastNs <= expiryNs)
            {
                _receivers[i] = _receivers[--Count];
            }
        }
    }

    private int IndexOf(long receiverId)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_receivers[i].Id == receiverId)
            {
                return i;
            }
        }

        return -1;
    }
}
