using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>The ways on which an image's data comes: one, or one for each destination of a multi-destination subscription.</summary>
internal sealed class ImageConnections
{
    /// <summary>A way without data for so long is not answered, ns.</summary>
    public const long TimeoutNs = 5_000_000_000;

    private ImageConnection[] _items = new ImageConnection[1];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>One of them.</summary>
    /// <param name="index">Which.</param>
    public ref ImageConnection this[int index] => ref _items[index];

    /// <summary>Something came.</summary>
    /// <param name="destination">At which socket.</param>
    /// <param name="source">From where.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnPacket(ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        int index = IndexOf(destination);
        if (index < 0)
        {
            if (Count == _items.Length)
            {
                Array.Resize(ref _items, Count * 2);
            }

            index = Count++;
            _items[index] = new ImageConnection { Destination = destination };
        }

        ref ImageConnection item = ref _items[index];
        item.LastActivityNs = nowNs;
        if (destination.Control.IsPresent)
        {
            item.Control = destination.Control;
        }
        else if (!item.Control.IsPresent)
        {
            item.Control = source;
        }
    }

    /// <summary>The stream has ended on one way.</summary>
    /// <param name="destination">Which.</param>
    /// <param name="position">Where.</param>
    /// <param name="endPosition">The furthest end seen.</param>
    /// <returns>Whether it has ended on all of them.</returns>
    public bool OnEnd(ReceiveDestination destination, long position, out long endPosition)
    {
        bool isAll = true;
        endPosition = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_items[i].Destination == destination)
            {
                _items[i].IsEnded = true;
                _items[i].EndPosition = position;
            }

            isAll &= _items[i].IsEnded;
            endPosition = Math.Max(endPosition, _items[i].EndPosition);
        }

        return isAll;
    }

    /// <summary>A way is taken away.</summary>
    /// <param name="destination">Which.</param>
    public void Remove(ReceiveDestination destination)
    {
        int index = IndexOf(destination);
        if (index >= 0)
        {
            _items[index] = _items[--Count];
        }
    }

    /// <summary>Whether a way is to be answered.</summary>
    /// <param name="index">Which.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public bool IsAlive(int index, long nowNs) => _items[index].Control.IsPresent && nowNs < _items[index].LastActivityNs + TimeoutNs;

    /// <summary>Ways on which something came lately.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <param name="timeoutNs">Lately, ns.</param>
    public int CountAlive(long nowNs, long timeoutNs)
    {
        int alive = 0;
        for (int i = 0; i < Count; i++)
        {
            alive += nowNs < _items[i].LastActivityNs + timeoutNs ? 1 : 0;
        }

        return alive;
    }

    private int IndexOf(ReceiveDestination destination)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_items[i].Destination == destination)
            {
                return i;
            }
        }

        return -1;
    }
}
