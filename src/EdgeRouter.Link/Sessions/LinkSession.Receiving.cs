using EdgeRouter.Core.Links;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Sessions;

/// <content>What comes from the other end.</content>
public sealed partial class LinkSession
{
    private long _missedInARow;
    private long _nextReplayWishNs;
    private bool _wantsReplay;
    private bool _isNamed;
    private long _keptByPeer;

    private void OnData(in MessageEnvelope envelope, ulong incarnation, long previous, ReadOnlySpan<byte> message)
    {
        if (!IsOfPeer(incarnation))
        {
            return;
        }

        if (!_isNamed)
        {
            Counters.ForeignCount++; // It may be meant for another run, or for another process on the same streams.
            return;
        }

        if (envelope.Sequence == 0)
        {
            _inbox.TakeUnnumbered(message);
            return;
        }

        if (envelope.Sequence > long.MaxValue || !IsStep(previous, (long)envelope.Sequence))
        {
            Counters.MalformedCount++;
            return;
        }

        long sequence = (long)envelope.Sequence;
        long taken = _inbox.TakenSequence;
        if (sequence <= taken)
        {
            Counters.DuplicateCount++;
        }
        else if (previous != taken)
        {
            Counters.GapCount += _wantsReplay ? 0 : 1;
            WantReplay();
        }
        else if (_inbox.TryTake(sequence, message))
        {
            Counters.TakenCount++;
            _wantsReplay = false;
        }
        else
        {
            Counters.PostponedCount++;
            WantReplay();
        }
    }

    // A journal keeps the low bits of a number, which say the whole one only near the last. What has no journal has no numbers.
    private bool IsStep(long previous, long sequence) =>
        _inbox.PeerJournalId != 0 && previous >= 0 && sequence > previous && sequence - previous <= LinkNumber.StepMax;

    private void OnStatus(in LinkStatus status)
    {
        if (status.PeerIncarnation != _options.Incarnation)
        {
            Counters.ForeignCount++;
            _isNamed &= status.Incarnation != _peerIncarnation;
            AskIfStranger(status.Incarnation);
            return;
        }

        if (!IsOfPeer(status.Incarnation))
        {
            return;
        }

        if (status.TakenSequence < 0 || status.TakenSequence > _outbox.LastSequence)
        {
            Counters.MalformedCount++;
            return;
        }

        BeNamed();
        _keptByPeer = Math.Max(_keptByPeer, status.TakenSequence);
        if (status.TakenSequence < Counters.ConfirmedSequence)
        {
            return; // Overtaken on its way: what it asks for came since.
        }

        _window.Confirm(status.TakenSequence);
        if (status.TakenSequence > Counters.ConfirmedSequence)
        {
            Counters.ConfirmedSequence = status.TakenSequence;
            _stuckSinceNs = 0;
        }

        if (status.WantsReplay)
        {
            SendAgainFrom(status.TakenSequence);
        }

        if (status.SentSequence > _inbox.TakenSequence)
        {
            WantReplay(); // What was sent last was lost: nothing else would show that.
        }
    }

    // Only now is it certain that the other end speaks to this one. It learns the same at once.
    private void BeNamed()
    {
        if (!_isNamed)
        {
            _isNamed = true;
            _nextStatusNs = _nowNs;
        }
    }

    private void WantReplay()
    {
        if (!_wantsReplay)
        {
            _wantsReplay = true;
            _nextReplayWishNs = _nowNs;
        }
    }

    private bool IsOfPeer(ulong incarnation)
    {
        if (!_isJoined || incarnation != _peerIncarnation)
        {
            Counters.ForeignCount++;
            AskIfStranger(incarnation);
            return false;
        }

        Counters.LastHeardNs = _nowNs;
        _missedInARow = 0;
        return true;
    }

    /// <summary>Tells messages apart.</summary>
    private sealed class Reception(LinkSession session) : ProtocolVisitor, ILinkReceiver
    {
        private Reception? _self;
        private bool _isKnown;

        public void OnMessage(ReadOnlySpan<byte> message)
        {
            _self ??= this;
            _isKnown = false;
            _ = ProtocolReader.Dispatch(message, ref _self);
            session.Counters.MalformedCount += _isKnown ? 0 : 1;
        }

        public override void OnLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message)
        {
            _isKnown = true;
            session.OnData(envelope, incarnation, previousSequence, message);
        }

        public override void OnLinkStatus(in MessageEnvelope envelope, in LinkStatus status)
        {
            _isKnown = true;
            session.OnStatus(status);
        }

        public override void OnLinkHello(in MessageEnvelope envelope, in LinkHello hello)
        {
            _isKnown = true;
            session.OnHello(hello);
        }

        public override void OnLinkRefused(in MessageEnvelope envelope, in LinkRefused refused)
        {
            _isKnown = true;
            session.OnRefused(refused);
        }
    }
}
