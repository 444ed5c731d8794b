using EdgeRouter.Core.Randomness;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.Tests.Worlds;

/// <summary>One direction of a network in memory: delays, loses, doubles, reorders, and is cut at any moment. All of it follows from the seed.</summary>
internal sealed class WorldWire
{
    private const int CapacityMessages = 48;
    private readonly List<(long AtNs, byte[] Message)> _way = [];
    private readonly bool _reorders;
    private DeterministicRandom _random;
    private long _lastNs;

    public WorldWire(ulong seed, ulong stream)
    {
        _random = new DeterministicRandom(seed, stream);
        _reorders = seed % 3 == 0;
    }

    public bool IsCalm { get; set; }

    public bool IsCut { get; set; }

    public long NowNs { get; set; }

    public LinkSendStatus Send(ReadOnlySpan<byte> message)
    {
        if (IsCut)
        {
            return LinkSendStatus.NotConnected;
        }

        if (_way.Count >= CapacityMessages)
        {
            return LinkSendStatus.BackPressured;
        }

        if (!IsCalm && _random.NextBool(0.03))
        {
            return LinkSendStatus.Sent; // It never arrives.
        }

        Put(message.ToArray());
        if (!IsCalm && _random.NextBool(0.03))
        {
            Put(message.ToArray());
        }

        return LinkSendStatus.Sent;
    }

    public int Deliver(ILinkReceiver receiver, int messagesMax)
    {
        int count = 0;
        while (count < messagesMax && _way.Count > 0 && _way[0].AtNs <= NowNs)
        {
            byte[] message = _way[0].Message;
            _way.RemoveAt(0);
            receiver.OnMessage(message);
            count++;
        }

        return count;
    }

    /// <summary>What is on its way is lost but for the first.</summary>
    public void LoseTail()
    {
        int kept = Math.Min(_way.Count, _random.NextInt32(4));
        _way.RemoveRange(kept, _way.Count - kept);
    }

    private void Put(byte[] message)
    {
        long atNs = NowNs + 50_000 + _random.NextInt32(IsCalm ? 200_000 : 3_000_000);
        if (!_reorders || IsCalm)
        {
            atNs = _lastNs = Math.Max(_lastNs, atNs);
        }

        int place = _way.Count;
        while (place > 0 && _way[place - 1].AtNs > atNs)
        {
            place--;
        }

        _way.Insert(place, (atNs, message));
    }
}
