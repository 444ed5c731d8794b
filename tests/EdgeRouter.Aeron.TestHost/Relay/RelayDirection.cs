namespace EdgeRouter.Aeron.TestHost.Relay;

/// <summary>One direction of a relay: loses, doubles and holds back datagrams before they are sent on.</summary>
/// <param name="faults">What becomes of each.</param>
/// <param name="send">Sends one on.</param>
internal sealed class RelayDirection(RelayFaults faults, Action<ReadOnlyMemory<byte>> send)
{
    private readonly List<(byte[] Datagram, int PassesLeft)> _held = [];

    public long Received { get; private set; }

    public long Lost { get; private set; }

    public long Duplicated { get; private set; }

    public long Held { get; private set; }

    public void Accept(ReadOnlySpan<byte> datagram)
    {
        Received++;
        Release(1);
        if (faults.IsLost(datagram))
        {
            Lost++;
            return;
        }

        byte[] copy = datagram.ToArray();
        int passes = faults.HeldFor();
        if (passes > 0)
        {
            Held++;
            _held.Add((copy, passes));
        }
        else
        {
            send(copy);
        }

        if (faults.IsDuplicated())
        {
            Duplicated++;
            send(copy);
        }
    }

    /// <summary>Sends on what was held back long enough.</summary>
    /// <param name="passes">Datagrams, or idle rounds, that passed.</param>
    public void Release(int passes)
    {
        for (int i = _held.Count - 1; i >= 0; i--)
        {
            (byte[] datagram, int left) = _held[i];
            if (left > passes)
            {
                _held[i] = (datagram, left - passes);
                continue;
            }

            _held.RemoveAt(i);
            send(datagram);
        }
    }
}
