namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Answers NAKs: each hole once in a while, and not more at a time than it has places. One receiver has one place, and a new hole takes it. A group
/// has many; when they are full, NAKs are dropped and counted. On the sender's thread.</summary>
internal sealed class RetransmitHandler
{
    private readonly RetransmitAction[] _actions;
    private readonly bool _isGroup;
    private readonly long _delayNs;
    private readonly long _lingerNs;
    private int _activeCount;

    /// <summary>No actions yet.</summary>
    /// <param name="isGroup">Whether there may be many receivers.</param>
    /// <param name="maxActions">Places of a group.</param>
    /// <param name="delayNs">Wait before sending, ns; 0 = at once.</param>
    /// <param name="lingerNs">How long the same hole is not sent again, ns.</param>
    public RetransmitHandler(bool isGroup, int maxActions, long delayNs, long lingerNs)
    {
        _isGroup = isGroup;
        _actions = new RetransmitAction[isGroup ? Math.Max(1, maxActions) : 1];
        _delayNs = delayNs;
        _lingerNs = lingerNs;
    }

    /// <summary>Whether there may be many receivers.</summary>
    public bool IsGroup => _isGroup;

    /// <summary>NAKs dropped for want of a place.</summary>
    public long OverflowCount { get; private set; }

    /// <summary>Takes a NAK that was checked.</summary>
    /// <param name="gap">The hole, cut to what one NAK may ask for.</param>
    /// <param name="resender">Sends.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnNak(in Gap gap, IResender resender, long nowNs)
    {
        int place = FindPlace(gap);
        if (place < 0)
        {
            return;
        }

        ref RetransmitAction action = ref _actions[place];
        _activeCount += action.State == RetransmitState.Free ? 1 : 0;
        action.Gap = gap;
        if (_delayNs == 0)
        {
            resender.Resend(gap);
            action.State = RetransmitState.Lingering;
            action.ExpiryNs = nowNs + _lingerNs;
        }
        else
        {
            action.State = RetransmitState.Delayed;
            action.ExpiryNs = nowNs + _delayNs;
        }
    }

    /// <summary>Sends what has waited and forgets what has lingered.</summary>
    /// <param name="resender">Sends.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnTime(IResender resender, long nowNs)
    {
        if (_activeCount == 0)
        {
            return;
        }

        for (int i = 0; i < _actions.Length; i++)
        {
            ref RetransmitAction action = ref _actions[i];
            if (action.State == RetransmitState.Free || nowNs <= action.ExpiryNs)
            {
                continue;
            }

            if (action.State == RetransmitState.Delayed)
            {
                resender.Resend(action.Gap);
                action.State = RetransmitState.Lingering;
                action.ExpiryNs = nowNs + _lingerNs;
            }
            else
            {
                action.State = RetransmitState.Free;
                _activeCount--;
            }
        }
    }

    private int FindPlace(in Gap gap)
    {
        int free = -1;
        for (int i = 0; i < _actions.Length; i++)
        {
            ref RetransmitAction action = ref _actions[i];
            if (action.State == RetransmitState.Free)
            {
                free = free < 0 ? i : free;
            }
            else if (action.Gap.TermId == gap.TermId && gap.TermOffset >= action.Gap.TermOffset &&
                gap.TermOffset < action.Gap.TermOffset + action.Gap.LengthBytes)
            {
                return -1;
            }
            else if (!_isGroup)
            {
                return i;
            }
        }

        OverflowCount += free < 0 ? 1 : 0;
        return free;
    }
}
