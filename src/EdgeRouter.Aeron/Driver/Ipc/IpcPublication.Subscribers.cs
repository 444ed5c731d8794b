using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Control;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <content>Who reads it, and what becomes of those who are too slow.</content>
internal sealed partial class IpcPublication
{
    private const string ImageChannel = "aeron:ipc";

    /// <summary>Gives a subscription an image, unless it has it.</summary>
    /// <param name="subscription">A subscription that wants it.</param>
    /// <exception cref="CommandRefusedException">There is no counter for its position.</exception>
    public void Link(IpcSubscription subscription)
    {
        if (!subscription.Wants(StreamId, SessionId) || !AcceptsSubscribers || _subscribers.Exists(s => s.Subscription == subscription))
        {
            return;
        }

        long join = JoinPosition();
        _context.StreamCounters.Begin();
        StreamIdentity name = new(subscription.RegistrationId, subscription.ClientId, SessionId, StreamId, subscription.Channel, RegistrationId);
        CounterCell position = _context.StreamCounters.OfSubscriber(name, join);
        IpcSubscriber subscriber = new(subscription, position, _context.Time.NowNs);
        _subscribers.Add(subscriber);
        Rearrange();
        Log.IsConnected = true;
        Offer(subscriber);
    }

    /// <summary>Takes a subscription's image away. Its client asked for that, or is gone: it is not told.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="isTold">Whether it is told all the same.</param>
    public void Unlink(IpcSubscription subscription, bool isTold = false)
    {
        int index = _subscribers.FindIndex(s => s.Subscription == subscription);
        if (index < 0)
        {
            return;
        }

        IpcSubscriber subscriber = _subscribers[index];
        if (isTold && subscriber.State == TetherState.Active)
        {
            TellGone(subscriber);
        }

        FreePosition(subscriber);
        _subscribers.RemoveAt(index);
        Rearrange();
        if (_waitedFor.Length == 0)
        {
            Log.IsConnected = false;
        }
    }

    private void CheckUntethered()
    {
        long nowNs = _context.Time.NowNs;
        long behind = _consumerPosition - _windowBytes + (_windowBytes / 4);
        foreach (IpcSubscriber subscriber in _subscribers)
        {
            if (!subscriber.Subscription.IsTethered)
            {
                CheckUntethered(subscriber, behind, nowNs);
            }
        }
    }

    private void CheckUntethered(IpcSubscriber subscriber, long behind, long nowNs)
    {
        long ageNs = nowNs - subscriber.SinceNs;
        switch (subscriber.State)
        {
            case TetherState.Active when subscriber.Position.Value > behind:
                subscriber.SinceNs = nowNs;
                break;
            case TetherState.Active when ageNs > Parameters.UntetheredWindowLimitNs:
                TellGone(subscriber);
                Enter(subscriber, TetherState.Linger, nowNs);
                break;
            case TetherState.Linger when ageNs > Parameters.UntetheredLingerNs && subscriber.Subscription.Rejoins:
                Enter(subscriber, TetherState.Resting, nowNs);
                break;
            case TetherState.Linger when ageNs > Parameters.UntetheredLingerNs:
                Enter(subscriber, TetherState.Closed, nowNs);
                FreePosition(subscriber);
                break;
            case TetherState.Resting when ageNs > Parameters.UntetheredRestingNs:
                subscriber.Position.Set(JoinPosition());
                Enter(subscriber, TetherState.Active, nowNs);
                Offer(subscriber);
                break;
            default:
                break;
        }
    }

    private void Enter(IpcSubscriber subscriber, TetherState state, long nowNs)
    {
        subscriber.State = state;
        subscriber.SinceNs = nowNs;
        Rearrange();
    }

    private void Offer(IpcSubscriber subscriber)
    {
        AvailableImage image = new(
            RegistrationId, SessionId, StreamId, subscriber.Subscription.RegistrationId, subscriber.Position.Id, Log.File.Path, ImageChannel);
        _context.Events.AvailableImage(image);
    }

    private void Rearrange() => _waitedFor = [.. _subscribers.Where(s => s.HoldsBack).Select(s => s.Position)];

    private void RemoveSubscribers()
    {
        foreach (IpcSubscriber subscriber in _subscribers)
        {
            FreePosition(subscriber);
        }

        _subscribers.Clear();
        Rearrange();
    }

    private void FreePosition(IpcSubscriber subscriber)
    {
        if (!subscriber.Position.IsNone)
        {
            _context.Counters.Free(subscriber.Position.Id);
            subscriber.Position = default;
        }
    }
}
