using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <content>What receivers say: how far they are, what they lack, that they refuse.</content>
internal sealed unsafe partial class SendStream
{
    /// <summary>Whether a status message is near the sender.</summary>
    /// <param name="status">It.</param>
    public bool IsPlausible(in StatusFrame status)
    {
        long position = PositionOf(status);
        long half = _log.TermBytes / 2;
        long sender = _spec.SenderPosition.Plain;
        return position >= sender - half && position <= sender + half;
    }

    /// <summary>A plausible status message, or one that asks for a SETUP.</summary>
    /// <param name="status">It.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnStatus(in StatusFrame status, long nowNs)
    {
        if (status.IsSendSetup)
        {
            if (!IsEndOfStream)
            {
                _isSetupWanted = true;
                _spec.FlowControl.OnSetupWanted(status);
            }

            return;
        }

        if (status.IsEndOfStream)
        {
            _ = _receivers.Remove(status.ReceiverId);
        }
        else
        {
            _receivers.OnStatus(status.ReceiverId, nowNs);
        }

        Volatile.Write(ref _hasUnicastEnd, status.IsEndOfStream && !_endpoint.Channel.HasGroupSemantics);
        _hadReceiver = true;
        Volatile.Write(ref _hasReceivers, _receivers.Count > 0);
        long limit = _spec.FlowControl.OnStatus(status, PositionOf(status), _spec.SenderLimit.Plain, nowNs);
        _spec.SenderLimit.Set(limit);
        UpdateConnected();
    }

    /// <summary>A checked NAK.</summary>
    /// <param name="nak">It.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnNak(in NakFrame nak, long nowNs)
    {
        _spec.Naks.Add(1);
        int lengthBytes = _spec.FlowControl.MaxResend(nak.TermOffset, nak.LengthBytes, _log.TermBytes);
        long overflows = _spec.Retransmits.OverflowCount;
        _spec.Retransmits.OnNak(new Gap(nak.TermId, nak.TermOffset, lengthBytes), this, nowNs);
        if (_spec.Retransmits.OverflowCount > overflows)
        {
            _spec.Cells.RetransmitOverflow.Add(1);
        }
    }

    /// <summary>A receiver measures the way: answer.</summary>
    /// <param name="frame">Its question.</param>
    public void OnRoundTrip(in RoundTripFrame frame)
    {
        frame.Reply().Write(new Span<byte>(_scratch, RoundTripFrame.SizeBytes));
        _ = SendScratch(RoundTripFrame.SizeBytes);
    }

    /// <summary>A receiver refuses.</summary>
    /// <param name="error">What it says.</param>
    /// <returns>False: it was not known.</returns>
    public bool OnError(in ErrorFrame error)
    {
        _spec.FlowControl.OnError(error.ReceiverId);
        return _receivers.Remove(error.ReceiverId);
    }

    /// <inheritdoc/>
    public void Resend(in Gap gap)
    {
        long sender = _spec.SenderPosition.Plain;
        long position = LogPosition.Position(gap.TermId, gap.TermOffset, _log.PositionShift, _log.InitialTermId);
        long bottom = Math.Max(sender - (_log.TermBytes / 2) - _log.MessageBytesMax, _cleaner.Position);
        if (position < bottom || position >= sender)
        {
            return;
        }

        if (_resendLeftBytes <= 0)
        {
            _spec.Cells.RetransmitOverflow.Add(1);
            return;
        }

        byte* term = _log.Term(LogPosition.Partition(position, _log.PositionShift));
        int offset = gap.TermOffset;
        int end = gap.TermOffset + gap.LengthBytes;
        while (offset < end && _resendLeftBytes > 0)
        {
            int scanned = TermScanner.Scan(term + offset, _log.TermBytes - offset, Math.Min(end - offset, _log.MtuBytes), out int padding);
            if (scanned <= 0)
            {
                break;
            }

            _batch.Clear();
            _batch.Add(term + offset, scanned);
            if (_endpoint.Send(_batch) < 1)
            {
                break;
            }

            offset += scanned + padding;
            _resendLeftBytes -= scanned;
        }

        if (offset > gap.TermOffset)
        {
            _spec.Cells.RetransmitsSent.Add(1);
            _spec.Cells.RetransmittedBytes.Add(offset - gap.TermOffset);
        }
    }

    private long PositionOf(in StatusFrame status) =>
        LogPosition.Position(status.TermId, status.TermOffset, _log.PositionShift, _log.InitialTermId);
}
