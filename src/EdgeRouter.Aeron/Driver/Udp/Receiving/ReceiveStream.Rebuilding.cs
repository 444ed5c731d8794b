using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <content>Finding gaps, and telling the sender how far it may go.</content>
internal sealed unsafe partial class ReceiveStream
{
    private int Rebuild(long fastest, long nowNs)
    {
        long from = Math.Max(_spec.Received.Plain & -FrameLayout.Alignment, fastest);
        long highWater = _spec.HighWater.Plain;
        if (from >= highWater)
        {
            _ = _spec.Received.Raise(from);
            return 0;
        }

        int offset = LogPosition.OffsetAt(from, _log.TermBytes);
        int limitOffset = (int)Math.Min(_log.TermBytes, offset + (highWater - from));
        byte* term = _log.Term(LogPosition.Partition(from, _log.PositionShift));
        int termId = LogPosition.TermIdAt(from, _log.PositionShift, _log.InitialTermId);
        int end = _detector.Scan(term, termId, offset, limitOffset, nowNs, out Gap due);
        _ = _spec.Received.Raise(from - offset + end);
        return due.LengthBytes == 0 ? 0 : OnGap(due, nowNs);
    }

    private int OnGap(in Gap gap, long nowNs)
    {
        _tally.OnGap(gap);
        if (!_spec.IsReliable)
        {
            if (GapFiller.TryFill(_log, gap))
            {
                _spec.Cells.GapFills.Add(1);
            }

            return 0;
        }

        int sent = 0;
        for (int i = 0; i < Connections.Count; i++)
        {
            if (Connections.IsAlive(i, nowNs))
            {
                _endpoint.SendNak(Connections[i], new NakFrame(SessionId, StreamId, gap.TermId, gap.TermOffset, gap.LengthBytes));
                _spec.Cells.NaksSent.Add(1);
                _spec.Naks.Add(1);
                sent++;
            }
        }

        return sent;
    }

    private int SendStatus(long position, long nowNs)
    {
        StatusFrame status = new(
            IsLeaving ? StatusFrame.EndOfStreamFlag : (byte)0,
            SessionId,
            StreamId,
            LogPosition.TermIdAt(position, _log.PositionShift, _log.InitialTermId),
            LogPosition.OffsetAt(position, _log.TermBytes),
            _spec.WindowBytes,
            _endpoint.ReceiverId,
            _endpoint.GroupTag);
        int sent = 0;
        for (int i = 0; i < Connections.Count; i++)
        {
            if (Connections.IsAlive(i, nowNs))
            {
                _endpoint.SendStatus(Connections[i].Destination, Connections[i].Control, status);
                sent++;
            }
        }

        _cleaner.CleanTo(position - _log.TermBytes);
        _statusPosition = position;
        _statusDueNs = nowNs + _spec.StatusIntervalNs;
        int transports = Connections.CountAlive(nowNs, _spec.LivenessNs);
        if (_log.ActiveTransportCount != transports)
        {
            _log.ActiveTransportCount = transports;
        }

        return sent;
    }

    private int SendRejection(byte[] reason, long nowNs)
    {
        if (nowNs < _statusDueNs)
        {
            return 0;
        }

        _statusDueNs = nowNs + _spec.StatusIntervalNs;
        int sent = 0;
        for (int i = 0; i < Connections.Count; i++)
        {
            if (Connections[i].Control.IsPresent)
            {
                _endpoint.SendError(Connections[i], SessionId, StreamId, reason);
                sent++;
            }
        }

        return sent;
    }
}
