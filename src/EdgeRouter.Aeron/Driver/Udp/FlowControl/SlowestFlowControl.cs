using EdgeRouter.Aeron.Driver.Udp.Frames;

namespace EdgeRouter.Aeron.Driver.Udp.FlowControl;

/// <summary>The slowest receiver sets the limit: of all (min), or of those with a tag (tagged). A receiver that is silent for the timeout is no longer
/// waited for. With a group size, nothing moves until so many are there.</summary>
internal sealed class SlowestFlowControl : IFlowControl
{
    /// <summary>Receivers that are waited for at most; more are not counted.</summary>
    public const int MaxReceivers = 1024;

    private const long NoSetup = -1;
    private readonly FlowReceiver[] _receivers = new FlowReceiver[MaxReceivers];
    private readonly FlowControlSpec _spec;
    private readonly int _windowBytes;
    private readonly bool _isTagged;
    private int _count;
    private bool _hasRequired;
    private bool _isTaggedSetupWanted;
    private long _setupNs;
    private long _setupLimit = NoSetup;

    /// <summary>No receivers yet.</summary>
    /// <param name="spec">Tag, size of the group, timeout.</param>
    /// <param name="windowBytes">A receiver's window, bytes.</param>
    public SlowestFlowControl(FlowControlSpec spec, int windowBytes)
    {
        _spec = spec;
        _windowBytes = windowBytes;
        _isTagged = spec.Kind == FlowControlKind.Tagged;
        _hasRequired = spec.GroupSize == 0;
    }

    /// <inheritdoc/>
    public bool HasRequiredReceivers => Volatile.Read(ref _hasRequired);

    /// <summary>Receivers that are waited for.</summary>
    public int ReceiverCount => _count;

    /// <inheritdoc/>
    public long OnStatus(in StatusFrame status, long position, long senderLimit, long nowNs)
    {
        bool isOurs = IsOurs(status);
        long limit = position + status.WindowBytes;
        long least = LimitOfSetup(nowNs);
        bool isKnown = false;
        for (int i = 0; i < _count; i++)
        {
            ref FlowReceiver receiver = ref _receivers[i];
            if (isOurs && receiver.ReceiverId == status.ReceiverId)
            {
                receiver.IsLeaving = status.IsEndOfStream;
                receiver.Limit = limit;
                receiver.LastStatusNs = nowNs;
                isKnown = true;
            }

            least = Math.Min(least, receiver.Limit);
        }

        if (isOurs && !isKnown && !status.IsEndOfStream && (_count == 0 || limit >= least - status.WindowBytes) && TryAdd(status, limit, nowNs))
        {
            least = Math.Min(least, limit);
        }

        return _count < _spec.GroupSize ? senderLimit : Math.Max(senderLimit, _count == 0 ? limit : least);
    }

    /// <inheritdoc/>
    public void OnSetupWanted(in StatusFrame status) => _isTaggedSetupWanted |= IsOurs(status);

    /// <inheritdoc/>
    /// <remarks>While a newcomer gets ready the limit stays where it was when it asked, or it could never catch up.</remarks>
    public void OnSetup(long senderLimit, long nowNs)
    {
        if (_isTaggedSetupWanted && _count > 0)
        {
            _setupNs = nowNs;
            _setupLimit = senderLimit;
        }

        _isTaggedSetupWanted = false;
    }

    /// <inheritdoc/>
    public void OnError(long receiverId)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_receivers[i].ReceiverId == receiverId)
            {
                _receivers[i].IsLeaving = true;
            }
        }
    }

    /// <inheritdoc/>
    public long OnIdle(long senderLimit, long nowNs)
    {
        long least = LimitOfSetup(nowNs);
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_receivers[i].IsLeaving || nowNs - _receivers[i].LastStatusNs > _spec.ReceiverTimeoutNs)
            {
                _receivers[i] = _receivers[--_count];
                Volatile.Write(ref _hasRequired, _count >= _spec.GroupSize);
            }
            else
            {
                least = Math.Min(least, _receivers[i].Limit);
            }
        }

        return _count == 0 || _count < _spec.GroupSize ? senderLimit : least;
    }

    /// <inheritdoc/>
    public int MaxResend(int termOffset, int lengthBytes, int termLengthBytes) =>
        RetransmitWindow.Clamp(termOffset, lengthBytes, termLengthBytes, _windowBytes, RetransmitWindow.GroupMultiple);

    private bool IsOurs(in StatusFrame status) => !_isTagged || status.GroupTag == _spec.GroupTag;

    private bool TryAdd(in StatusFrame status, long limit, long nowNs)
    {
        if (_count == MaxReceivers)
        {
            return false;
        }

        _receivers[_count++] = new FlowReceiver { ReceiverId = status.ReceiverId, Limit = limit, LastStatusNs = nowNs };
        Volatile.Write(ref _hasRequired, _count >= _spec.GroupSize);
        _setupLimit = NoSetup;
        return true;
    }

    private long LimitOfSetup(long nowNs)
    {
        if (_setupLimit != NoSetup && nowNs - _setupNs > _spec.ReceiverTimeoutNs)
        {
            _setupLimit = NoSetup;
        }

        return _setupLimit == NoSetup ? long.MaxValue : _setupLimit;
    }
}
