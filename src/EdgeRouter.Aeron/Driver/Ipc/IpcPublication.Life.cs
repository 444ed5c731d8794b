using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Control;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <content>Holders, states and timers.</content>
internal sealed partial class IpcPublication
{
    private long _lastConsumerPosition;
    private long _consumerMovedNs;
    private bool _isCoolingDown;
    private long _coolDownEndNs;

    /// <summary>One more client holds it.</summary>
    public void Hold() => HolderCount++;

    /// <summary>A client lets go. The last one ends the stream where it stands; subscribers may read up to there. Without a subscriber it is over at once: who
    /// adds and removes much must not fill the device until the next timer.</summary>
    public void LetGo()
    {
        HolderCount--;
        if (HolderCount > 0)
        {
            return;
        }

        long written = ReadWritten();
        if (_limitPosition > written)
        {
            _limitPosition = written;
            _limit.Set(written);
        }

        if (State == IpcPublicationState.Active)
        {
            Log.EndOfStreamPosition = written;
            State = IsUnread ? IpcPublicationState.Linger : IpcPublicationState.Draining;
            _lastConsumerPosition = -1;
        }
    }

    /// <summary>Ends the stream at once: subscribers lose what they have not read.</summary>
    public void Revoke()
    {
        if (State != IpcPublicationState.Active)
        {
            return;
        }

        long written = ReadWritten();
        Log.IsRevoked = true;
        _limit.Set(written);
        Log.EndOfStreamPosition = written;
        Log.IsConnected = false;
        State = IpcPublicationState.Linger;
        TellGone();
        _context.Counters.Count(SystemCounter.PublicationsRevoked);
    }

    /// <summary>A subscriber wants no more of it; it is offered again after a while.</summary>
    /// <param name="reason">Why.</param>
    public void Reject(string reason)
    {
        const short IpV4 = 1;
        const uint Loopback = 0x0100007F; // 127.0.0.1 in network order.
        PublicationError error = new(
            RegistrationId, -1, SessionId, StreamId, -1, -1, IpV4, 0, Loopback, 0, (int)DriverErrorCode.ImageRejected, reason);
        _context.Events.PublicationError(error);
        _context.Errors.Record($"image of publication {RegistrationId} session {SessionId} stream {StreamId} was rejected: {reason}");
        if (!_isCoolingDown)
        {
            Log.IsConnected = false;
            TellGone();
            RemoveSubscribers();
            _isCoolingDown = true;
        }

        _coolDownEndNs = _context.Time.NowNs + _context.Options.ImageLivenessNs;
    }

    /// <summary>A timer has gone off.</summary>
    /// <returns>Whether subscriptions should be linked anew: a cool-down is over.</returns>
    public bool OnTimer()
    {
        if (State == IpcPublicationState.Draining)
        {
            Drain();
            return false;
        }

        if (State != IpcPublicationState.Active)
        {
            return false;
        }

        if (Log.IsRevoked)
        {
            Revoke();
            return false;
        }

        CheckUntethered();
        Log.IsConnected = _waitedFor.Length > 0;
        if (!IsExclusive)
        {
            CheckBlocked(ReadWritten());
        }

        return EndCoolDown();
    }

    /// <summary>Frees its counters. It is not used any more.</summary>
    public void Close()
    {
        RemoveSubscribers();
        _context.Counters.Free(_limit.Id);
        _context.Counters.Free(_written.Id);
        _context.Logs.Delete(Log);
    }

    private bool EndCoolDown()
    {
        if (!_isCoolingDown || _context.Time.NowNs < _coolDownEndNs)
        {
            return false;
        }

        _isCoolingDown = false;
        return true;
    }

    private void Drain()
    {
        _ = ReadWritten();
        if (IsDrained())
        {
            State = IpcPublicationState.Linger;
            TellGone();
            return;
        }

        // Nobody writes any more, so a hole where the subscribers have stood for a whole interval will not be filled.
        long fastest = FastestPosition();
        if (fastest == _lastConsumerPosition && LogUnblocker.Unblock(Log, fastest))
        {
            _context.Counters.Count(SystemCounter.UnblockedPublications);
        }

        _lastConsumerPosition = fastest;
    }

    private bool IsDrained()
    {
        long end = Math.Clamp(Log.ProducerPosition, _startPosition, MaxPosition);
        foreach (CounterCell cell in _waitedFor)
        {
            if (cell.Value < end)
            {
                return false;
            }
        }

        return true;
    }

    private long FastestPosition()
    {
        long fastest = _consumerPosition;
        foreach (CounterCell cell in _waitedFor)
        {
            fastest = Math.Max(fastest, Math.Min(cell.Value, _writtenPosition));
        }

        return fastest;
    }

    private void CheckBlocked(long written)
    {
        bool isPossible = written > _consumerPosition || Log.ActiveTermCount != (int)(_consumerPosition >> Log.PositionShift);
        if (_consumerPosition != _lastConsumerPosition || !isPossible)
        {
            _lastConsumerPosition = _consumerPosition;
            _consumerMovedNs = _context.Time.NowNs;
        }
        else if (_context.Time.NowNs - _consumerMovedNs > _context.Options.UnblockTimeoutNs && LogUnblocker.Unblock(Log, _consumerPosition))
        {
            _context.Counters.Count(SystemCounter.UnblockedPublications);
        }
    }

    private void TellGone()
    {
        foreach (IpcSubscriber subscriber in _subscribers)
        {
            if (subscriber.State == TetherState.Active)
            {
                TellGone(subscriber);
            }
        }
    }

    private void TellGone(IpcSubscriber subscriber) =>
        _context.Events.UnavailableImage(RegistrationId, subscriber.Subscription.RegistrationId, StreamId, ImageChannel);
}
