using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>Where a multi-destination publication sends to: given by the client (manual), or by receivers' status messages until they are silent
/// (dynamic). On the sender's thread.</summary>
/// <param name="isManual">Who says.</param>
/// <param name="timeoutNs">A dynamic one is dropped after so long, and a manual one looked up again, ns.</param>
internal sealed class SendDestinations(bool isManual, long timeoutNs)
{
    /// <summary>Destinations at most; status messages of more are not followed.</summary>
    public const int MaxDestinations = 1024;

    private SendDestination[] _items = new SendDestination[4];
    private int _first;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Sends a batch to all of them, beginning with another one each time.</summary>
    /// <param name="port">The socket.</param>
    /// <param name="batch">What.</param>
    /// <param name="shortSends">Destinations to which not all of it went.</param>
    /// <returns>Datagrams that count as sent: all, also when there is nobody. What one destination missed it asks for again.</returns>
    public int Send(IDatagramPort port, SendBatch batch, ref int shortSends)
    {
        _first = _first + 1 < Count ? _first + 1 : 0;
        for (int i = 0; i < Count; i++)
        {
            int index = _first + i < Count ? _first + i : _first + i - Count;
            if (!_items[index].Address.IsPresent)
            {
                continue;
            }

            batch.SetDestination(_items[index].Address);
            shortSends += port.Send(batch) < batch.Count ? 1 : 0;
        }

        return batch.Count;
    }

    /// <summary>A status message came.</summary>
    /// <param name="status">It.</param>
    /// <param name="source">From where.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnStatus(in StatusFrame status, in UdpAddress source, long nowNs)
    {
        int index = IndexOf(status.ReceiverId, source);
        if (index >= 0)
        {
            ref SendDestination item = ref _items[index];
            item.ReceiverId = status.ReceiverId;
            item.HasReceiver = true;
            item.LastActivityNs = nowNs;
        }
        else if (!isManual && !status.IsEndOfStream)
        {
            _ = TryAdd(new SendDestination
            {
                RegistrationId = -1,
                Address = source,
                ReceiverId = status.ReceiverId,
                HasReceiver = true,
                LastActivityNs = nowNs,
            });
        }
    }

    /// <summary>Adds a place.</summary>
    /// <param name="item">It.</param>
    /// <returns>False: there are too many.</returns>
    public bool TryAdd(in SendDestination item)
    {
        if (Count == MaxDestinations)
        {
            return false;
        }

        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
        return true;
    }

    /// <summary>Takes a place away.</summary>
    /// <param name="address">Where it is.</param>
    public void Remove(in UdpAddress address)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_items[i].Address == address)
            {
                RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>Takes a place away.</summary>
    /// <param name="registrationId">The id that it was added with.</param>
    public void RemoveById(long registrationId)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (_items[i].RegistrationId == registrationId)
            {
                RemoveAt(i);
                return;
            }
        }
    }

    /// <summary>The id of the place that a receiver is at, -1 if it is not known.</summary>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="source">Where it is.</param>
    public long RegistrationIdOf(long receiverId, in UdpAddress source)
    {
        int index = IndexOf(receiverId, source);
        return index < 0 ? -1 : _items[index].RegistrationId;
    }

    /// <summary>Drops a dynamic place that is silent, or says that a manual one is to be looked up.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <param name="silent">A manual place; one a call.</param>
    /// <returns>Whether there is one to look up.</returns>
    public bool TryFindSilent(long nowNs, out SendDestination silent)
    {
        for (int i = Count - 1; i >= 0; i--)
        {
            if (nowNs - _items[i].LastActivityNs <= timeoutNs)
            {
                continue;
            }

            if (isManual)
            {
                _items[i].LastActivityNs = nowNs;
                silent = _items[i];
                return true;
            }

            RemoveAt(i);
        }

        silent = default;
        return false;
    }

    /// <summary>A name has another address.</summary>
    /// <param name="place">The name.</param>
    /// <param name="address">Its address now.</param>
    public void Move(Channels.HostAndPort place, in UdpAddress address)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_items[i].Place == place)
            {
                _items[i].Address = address;
            }
        }
    }

    private int IndexOf(long receiverId, in UdpAddress source)
    {
        for (int i = 0; i < Count; i++)
        {
            ref SendDestination item = ref _items[i];
            bool isIt = item.HasReceiver
                ? item.ReceiverId == receiverId && item.Address.Port == source.Port
                : item.Address == source;
            if (isIt)
            {
                return i;
            }
        }

        return -1;
    }

    private void RemoveAt(int index) => _items[index] = _items[--Count];
}
