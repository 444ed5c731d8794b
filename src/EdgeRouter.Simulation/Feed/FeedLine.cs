using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Feed;

/// <summary>One line of one venue's feed: loses, holds back, repeats and delays packets as its faults say, each by a draw keyed on the packet's number.</summary>
internal sealed class FeedLine
{
    private readonly UdpFrameHeader _header;
    private readonly FeedFaults _faults;
    private readonly ulong _seed;
    private readonly int _lineKey;
    private readonly bool _hasFaults;
    private readonly HeldFrame[] _held;
    private int _heldCount;
    private long _number;
    private long _burstEnd;
    private long _lastDueNs;

    /// <summary>Creates a line.</summary>
    /// <param name="endpoint">Group and port.</param>
    /// <param name="sourceAddress">The venue's address, host order.</param>
    /// <param name="faults">Faults; null = none.</param>
    /// <param name="seed">The day's seed.</param>
    /// <param name="lineKey">Venue and line: the draws' key.</param>
    public FeedLine(FeedEndpoint endpoint, uint sourceAddress, FeedFaults? faults, ulong seed, int lineKey)
    {
        _header = new UdpFrameHeader(sourceAddress, endpoint.Address, endpoint.Port, endpoint.Port);
        _faults = faults ?? new FeedFaults();
        _seed = seed;
        _lineKey = lineKey;
        _hasFaults = !_faults.IsNone;

        // A packet is held until at most that many have passed; the next may be held before that is seen.
        _held = _faults.ReorderProbability > 0 ? new HeldFrame[_faults.ReorderPacketsMax + 1] : [];
    }

    /// <summary>Where the line goes.</summary>
    public FeedEndpoint Endpoint => new(_header.DestinationAddress, _header.DestinationPort);

    /// <summary>Frames on their way.</summary>
    public FrameLine Frames { get; } = new();

    /// <summary>Packets that the venue gave to the line.</summary>
    public long PacketCount => _number;

    /// <summary>Packets lost.</summary>
    public long LostCount { get; private set; }

    /// <summary>Packets that others overtook.</summary>
    public long HeldCount { get; private set; }

    /// <summary>Packets sent twice.</summary>
    public long DuplicateCount { get; private set; }

    /// <summary>Sends a packet, or loses it.</summary>
    /// <param name="payload">UDP payload.</param>
    /// <param name="timeNs">When it is due on a line without faults.</param>
    /// <param name="order">Its place among the venue's frames.</param>
    public void Send(ReadOnlySpan<byte> payload, long timeNs, long order)
    {
        long number = _number++;
        if (!_hasFaults)
        {
            _lastDueNs = Math.Max(_lastDueNs, timeNs);
            Frames.Append(in _header, payload, _lastDueNs, order);
            return;
        }

        ulong key = Draw.Key(_seed, DrawStream.FeedLine, _lineKey, number);
        _lastDueNs = Math.Max(_lastDueNs, timeNs + _faults.LatencyNs + Draw.Between(SplitMix64.Mix(key ^ 1), 0, _faults.JitterNs));
        if (IsLost(number, key))
        {
            LostCount++;
        }
        else
        {
            bool isTwice = Draw.Unit(SplitMix64.Mix(key ^ 2)) < _faults.DuplicateProbability;
            DuplicateCount += isTwice ? 1 : 0;
            SendOrHold(payload, number, order, isTwice, key);
        }

        Release(number, order);
    }

    /// <summary>Lets go of what is still held: nothing follows that could pass it.</summary>
    /// <param name="order">Place among the venue's frames.</param>
    public void ReleaseAll(long order) => Release(long.MaxValue, order);

    private bool IsLost(long number, ulong key)
    {
        if (Draw.Unit(SplitMix64.Mix(key ^ 3)) < _faults.BurstProbability)
        {
            _burstEnd = Math.Max(_burstEnd, number + Draw.Between(SplitMix64.Mix(key ^ 4), 1, _faults.BurstPacketsMax));
        }

        return number < _burstEnd || Draw.Unit(SplitMix64.Mix(key ^ 5)) < _faults.LossProbability;
    }

    private void SendOrHold(ReadOnlySpan<byte> payload, long number, long order, bool isTwice, ulong key)
    {
        if (Draw.Unit(SplitMix64.Mix(key ^ 6)) >= _faults.ReorderProbability)
        {
            Append(payload, order, isTwice);
            return;
        }

        HeldCount++;
        ref HeldFrame held = ref _held[_heldCount++];
        held.Payload ??= new byte[MemoirDepthEncoder.PayloadBytesDefault];
        payload.CopyTo(held.Payload);
        held.LengthBytes = payload.Length;
        held.ReleaseAfter = number + Draw.Between(SplitMix64.Mix(key ^ 7), 1, _faults.ReorderPacketsMax);
        held.IsTwice = isTwice;
    }

    // In the order in which they were held. A freed slot keeps its buffer.
    private void Release(long number, long order)
    {
        int kept = 0;
        for (int i = 0; i < _heldCount; i++)
        {
            HeldFrame frame = _held[i];
            if (frame.ReleaseAfter <= number)
            {
                Append(frame.Payload.AsSpan(0, frame.LengthBytes), order, frame.IsTwice);
            }
            else
            {
                (_held[kept], _held[i]) = (frame, _held[kept]);
                kept++;
            }
        }

        _heldCount = kept;
    }

    private void Append(ReadOnlySpan<byte> payload, long order, bool isTwice)
    {
        Frames.Append(in _header, payload, _lastDueNs, order);
        if (isTwice)
        {
            Frames.Append(in _header, payload, _lastDueNs, order);
        }
    }

    private struct HeldFrame
    {
        public byte[]? Payload;
        public int LengthBytes;
        public long ReleaseAfter;
        public bool IsTwice;
    }
}
