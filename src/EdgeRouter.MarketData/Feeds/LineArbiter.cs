using EdgeRouter.Core.Feeds;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>The sequence logic of one feed over its lines, without the packets: which sequence is next, how far each line has come, what was
/// given up. First copy wins; a gap is declared when every selected line has passed the missing sequence, or when too much waits behind it.</summary>
internal sealed class LineArbiter
{
    private const int LostRangeCount = 16;
    private readonly ulong[] _passed = new ulong[2]; // a line's next sequence: all below it were sent on it
    private readonly ulong[] _lostFrom = new ulong[LostRangeCount];
    private readonly ulong[] _lostTo = new ulong[LostRangeCount];
    private readonly bool _isTwoLines;
    private readonly int _aheadMax;
    private readonly int _twoLineWindow;
    private readonly ulong _restartDistance;
    private ulong _session;
    private ulong _previousSession;
    private ulong _startSequence;
    private int _lostCount;
    private int _heartbeatsAhead;

    public LineArbiter(FeedOptions options)
    {
        _isTwoLines = options.Lines == LineSelection.Both && options.LineA.Port != 0 && options.LineB.Port != 0;
        _aheadMax = _isTwoLines ? options.ReorderSlotCount : options.SingleLineWindow + 1;
        _twoLineWindow = options.TwoLineWindow;
        _restartDistance = options.RestartDistance;
    }

    public bool IsStarted { get; private set; }

    public ulong Expected { get; private set; }

    public void Start(in FeedPacketHeader header)
    {
        _previousSession = IsStarted ? _session : header.Session;
        _session = header.Session;
        _startSequence = header.Sequence;
        _passed.AsSpan().Clear();
        _lostCount = 0;
        _heartbeatsAhead = 0;
        Expected = header.Sequence;
        IsStarted = true;
    }

    public PacketVerdict Classify(in FeedPacketHeader header)
    {
        if (header.Session != _session)
        {
            return header.Session == _previousSession ? PacketVerdict.Late : PacketVerdict.Restart;
        }

        if (header.Sequence > Expected)
        {
            return PacketVerdict.Ahead;
        }

        ulong end = header.Sequence + header.SequenceCount;
        if (end > Expected)
        {
            return PacketVerdict.Apply;
        }

        if (header.Sequence + _restartDistance < Expected)
        {
            return PacketVerdict.Restart;
        }

        return header.Sequence < _startSequence || IsLost(header.Sequence, end) ? PacketVerdict.Late : PacketVerdict.Duplicate;
    }

    public void Pass(int line, ulong nextSequence) => _passed[line] = Math.Max(_passed[line], nextSequence);

    public void PassByHeartbeat(int line, ulong nextSequence)
    {
        Pass(line, nextSequence);
        if (nextSequence > Expected)
        {
            _heartbeatsAhead++;
        }
    }

    public void Advance(ulong nextSequence)
    {
        Expected = nextSequence;
        _heartbeatsAhead = 0;
    }

    /// <summary>Whether the hole at <see cref="Expected"/> is to be given up now, and up to which sequence.</summary>
    public bool MustGiveUp(int heldCount, ulong lowestHeld, out ulong target)
    {
        if (_isTwoLines && _passed[0] > Expected && _passed[1] > Expected && heldCount + _heartbeatsAhead >= _twoLineWindow)
        {
            target = Math.Min(Math.Min(_passed[0], _passed[1]), lowestHeld);
            return true;
        }

        target = heldCount > 0 ? lowestHeld : Math.Max(_passed[0], _passed[1]);
        return heldCount + _heartbeatsAhead >= _aheadMax && target > Expected;
    }

    /// <summary>The last sequence that a line or heartbeat told of, for the end of input.</summary>
    public ulong HighestPassed => Math.Max(_passed[0], _passed[1]);

    public void GiveUp(ulong target)
    {
        int slot = _lostCount++ % LostRangeCount;
        _lostFrom[slot] = Expected;
        _lostTo[slot] = target;
        Advance(target);
    }

    private bool IsLost(ulong from, ulong end)
    {
        int count = Math.Min(_lostCount, LostRangeCount);
        for (int i = 0; i < count; i++)
        {
            if (from < _lostTo[i] && end > _lostFrom[i])
            {
                return true;
            }
        }

        return false;
    }
}
