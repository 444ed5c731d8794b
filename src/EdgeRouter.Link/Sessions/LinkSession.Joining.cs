using EdgeRouter.Core.Links;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Sessions;

/// <content>The two ends come to know each other.</content>
public sealed partial class LinkSession
{
    private ulong _question;
    private long _nextQuestionNs;

    private void AskWhenDue()
    {
        if (_nowNs >= _nextQuestionNs)
        {
            Ask();
        }
    }

    // A new number each time: an answer that was long under way is not believed.
    private void Ask()
    {
        _nextQuestionNs = _nowNs + (_options.HeartbeatNs / QuestionsPerHeartbeat);
        _question++;
        Send(Hello(isAnswer: false, _question, peerIncarnation: 0));
    }

    private LinkHello Hello(bool isAnswer, ulong question, ulong peerIncarnation) => new()
    {
        Incarnation = _options.Incarnation,
        Question = question,
        PeerIncarnation = peerIncarnation,
        JournalId = _outbox.JournalId,
        LastSequence = _outbox.LastSequence,
        PeerJournalId = _inbox.PeerJournalId,
        TakenSequence = _inbox.TakenSequence,
        Tier = _options.Tier,
        IsAnswer = isAnswer,
    };

    private void Send(in LinkHello hello) => _ = _transport.TrySend(_control.AsSpan(0, ProtocolWriter.Write(_control, Envelope(), hello)));

    private void OnHello(in LinkHello hello)
    {
        if (hello.Tier != _options.PeerTier)
        {
            Counters.ForeignCount++;
            if (!_isJoined)
            {
                Refuse(LinkRefusal.WrongTier, (long)hello.Tier, hello.Incarnation);
            }
        }
        else if (!hello.IsAnswer)
        {
            Send(Hello(isAnswer: true, hello.Question, hello.Incarnation));
            AskIfStranger(hello.Incarnation);
        }
        else if (hello.PeerIncarnation == _options.Incarnation && hello.Question == _question)
        {
            Join(hello);
        }
    }

    // Somebody speaks whom we do not know: whether that is the other end, born again, its answer tells.
    private void AskIfStranger(ulong incarnation)
    {
        if (_isJoined && incarnation != _peerIncarnation && _nowNs >= _nextQuestionNs)
        {
            Ask();
        }
    }

    private void Join(in LinkHello hello)
    {
        if (_isJoined && hello.Incarnation == _peerIncarnation)
        {
            return;
        }

        Part();
        LinkRefusal refusal = Check(hello);
        if (refusal != LinkRefusal.None)
        {
            Refuse(refusal, _outbox.LastSequence, hello.Incarnation);
            return;
        }

        if (!_inbox.TryJoin(hello.JournalId, out refusal))
        {
            Refuse(refusal, 0, hello.Incarnation);
            return;
        }

        _isJoined = true;
        _peerIncarnation = hello.Incarnation;
        _lastSent = hello.TakenSequence;
        Counters.ConfirmedSequence = hello.TakenSequence;
        _replayUntil = _outbox.LastSequence;
        _toldSequence = 0;
        _nextStatusNs = _nowNs;
        _missedInARow = 0;
        Refusal = LinkRefusal.None;
        Counters.LastHeardNs = _nowNs;
        Counters.HandshakeCount++;
        if (_wasUsable)
        {
            // It died and came back between two looks: whoever watches must see that.
            Counters.InterruptionCount++;
            _wasUsable = false;
        }
    }

    private LinkRefusal Check(in LinkHello hello)
    {
        if (hello.PeerJournalId != 0 && hello.PeerJournalId != _outbox.JournalId)
        {
            return LinkRefusal.WrongJournal;
        }

        if (hello.TakenSequence < 0 || hello.TakenSequence > _outbox.LastSequence)
        {
            return LinkRefusal.JournalBehind;
        }

        bool isSameJournal = _inbox.PeerJournalId != 0 && _inbox.PeerJournalId == hello.JournalId;
        return isSameJournal && _inbox.TakenSequence > hello.LastSequence ? LinkRefusal.JournalBehind : _outbox.Seek(hello.TakenSequence);
    }

    private void Refuse(LinkRefusal refusal, long value, ulong peerIncarnation = 0)
    {
        Part();
        _nextQuestionNs = _nowNs + _options.HeartbeatNs;
        if (refusal == LinkRefusal.None)
        {
            return; // Not now: asked again soon.
        }

        Refusal = refusal;
        var refused = new LinkRefused
        {
            Incarnation = _options.Incarnation,
            PeerIncarnation = peerIncarnation == 0 ? _peerIncarnation : peerIncarnation,
            Value = value,
            Reason = refusal,
        };
        _ = _transport.TrySend(_control.AsSpan(0, ProtocolWriter.Write(_control, Envelope(), refused)));
    }

    // The other end sees what this one cannot: two refusals of one pair are told alike on both sides.
    private void OnRefused(in LinkRefused refused)
    {
        if (refused.PeerIncarnation != _options.Incarnation || refused.Reason == LinkRefusal.None)
        {
            Counters.ForeignCount++;
            return;
        }

        if (_isJoined && refused.Incarnation != _peerIncarnation)
        {
            return;
        }

        Part();
        _nextQuestionNs = _nowNs + _options.HeartbeatNs;
        Refusal = refused.Reason;
    }
}
