using EdgeRouter.Core.Links;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Sessions;

/// <content>Messages, heartbeats and confirmations leave.</content>
public sealed partial class LinkSession
{
    private long _lastSent;
    private long _highestSent;
    private long _replayUntil;
    private long _blockedSinceNs;
    private long _stuckSinceNs;
    private long _nextStatusNs;
    private long _toldSequence;
    private bool _hasGreeted;

    private bool TrySendNext()
    {
        if (!_outbox.TryPeek(out long sequence, out ReadOnlySpan<byte> message))
        {
            if (_outbox.Failure != LinkRefusal.None)
            {
                Refuse(_outbox.Failure, _outbox.LastSequence);
            }

            return false;
        }

        LinkSendStatus status = TrySendData(sequence, _lastSent, message);
        if (status != LinkSendStatus.Sent)
        {
            OnUnsent(status, sequence);
            return false;
        }

        _outbox.Advance();
        _blockedSinceNs = 0;
        _lastSent = sequence;
        _window.Add(sequence, _nowNs);
        Counters.SentCount++;
        if (sequence <= _highestSent)
        {
            Counters.ReplayedCount++;
        }

        _highestSent = Math.Max(_highestSent, sequence);
        return true;
    }

    private void OnUnsent(LinkSendStatus status, long sequence)
    {
        if (status == LinkSendStatus.TooLarge)
        {
            Refuse(LinkRefusal.JournalGone, sequence);
            return;
        }

        Counters.BackPressureCount += status == LinkSendStatus.BackPressured && _blockedSinceNs == 0 ? 1 : 0;
        _blockedSinceNs = _blockedSinceNs == 0 ? _nowNs : _blockedSinceNs;
    }

    private LinkSendStatus TrySendData(long sequence, long previous, ReadOnlySpan<byte> message)
    {
        int bytes = ProtocolWriter.SizeOfLinkData(message.Length);
        if (bytes > _transport.MessageBytesMax)
        {
            return LinkSendStatus.TooLarge;
        }

        if (bytes > _buffer.Length)
        {
            _buffer = new byte[Math.Min(2 * bytes, _transport.MessageBytesMax)]; // Once for the longest kind of message.
        }

        int length = ProtocolWriter.WriteLinkData(_buffer, Envelope(sequence), _options.Incarnation, previous, message);
        return _transport.TrySend(_buffer.AsSpan(0, length));
    }

    // A confirmation leaves as soon as something is kept; else the time says.
    private void SendStatusWhenDue()
    {
        long kept = _inbox.TakenSequence > _toldSequence ? _inbox.Keep() : _toldSequence;
        bool isReplayDue = _wantsReplay && _nowNs >= _nextReplayWishNs;
        if (kept <= _toldSequence && !isReplayDue && _nowNs < _nextStatusNs)
        {
            return;
        }

        var status = new LinkStatus
        {
            Incarnation = _options.Incarnation,
            PeerIncarnation = _peerIncarnation,
            SentSequence = _lastSent,
            TakenSequence = kept,
            WantsReplay = isReplayDue,
        };
        if (_transport.TrySend(_control.AsSpan(0, ProtocolWriter.Write(_control, Envelope(), status))) != LinkSendStatus.Sent)
        {
            return;
        }

        _hasGreeted = true;
        _toldSequence = kept;
        _nextStatusNs = _nowNs + _options.HeartbeatNs;
        _nextReplayWishNs = isReplayDue ? _nowNs + (_options.HeartbeatNs / 2) : _nextReplayWishNs;
    }

    private void SendAgainFrom(long sequence)
    {
        LinkRefusal refusal = _outbox.Seek(sequence);
        if (refusal != LinkRefusal.None)
        {
            Refuse(refusal, sequence);
            return;
        }

        // Sending again is no progress: the age of what is unconfirmed goes on.
        if (_window.Count > 0 && _stuckSinceNs == 0)
        {
            _stuckSinceNs = _window.OldestNs;
        }

        _lastSent = sequence;
        _window.Clear();
    }
}
