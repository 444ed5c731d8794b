using EdgeRouter.Ingest.Transport;
using EdgeRouter.Tools.Decode.Framing;

namespace EdgeRouter.Tools.Decode;

/// <summary>Cuts one direction of a TCP connection into messages. Where it cannot be followed (damage, missing bytes, a capture that begins in
/// its middle) it is taken up again at the next segment that begins with a message of a schema, which is told once.</summary>
internal sealed class StreamDecoder(MessageFraming framing, MessageTaker taker, TcpDirection direction, bool isFromStart) : ITcpStreamSink, IPlaces
{
    private readonly StreamBytes _bytes = new();
    private FramingCursor _cursor;
    private int _messageOffset;

    /// <summary>Whether the next byte is known to begin a message or header.</summary>
    private bool _isAligned = isFromStart;

    /// <summary>Whether it was told already why bytes are skipped.</summary>
    private bool _isLossTold;

    /// <summary>Whether a message was ever found, so that what the stream's headers told can be believed.</summary>
    private bool _isKnown;

    /// <inheritdoc/>
    public void OnBytes(ReadOnlySpan<byte> bytes, FramePlace place, bool isSegmentStart)
    {
        if (!_isAligned && _bytes.IsEmpty && !isSegmentStart)
        {
            TellLoss(place, "the stream is taken up inside a segment");
            return;
        }

        _bytes.Add(bytes, place, isSegmentStart);
        Cut();
    }

    /// <inheritdoc/>
    public void OnGap(long missingBytes, FramePlace next)
    {
        CutRest();
        taker.Refuse(next, FormattableString.Invariant($"TCP {direction}: {missingBytes} bytes before this segment are not in the capture"));
        _isAligned = false;
        _isLossTold = true;
    }

    /// <inheritdoc/>
    public void OnEnd(TcpStreamEnd end)
    {
        if (!_bytes.IsEmpty)
        {
            string how = end switch
            {
                TcpStreamEnd.Closed => "the stream ends",
                TcpStreamEnd.Reset => "the stream is broken off",
                TcpStreamEnd.CaptureEnded => "the capture ends",
                _ => "the stream is left",
            };
            TellLoss(_bytes.PlaceOf(0), FormattableString.Invariant($"TCP {direction}: {how} inside a message, {_bytes.Span.Length} bytes of it are there"));
        }

        CutRest();
    }

    /// <inheritdoc/>
    public FramePlace PlaceOf(int offset) => _bytes.PlaceOf(_messageOffset + offset);

    private void Cut()
    {
        while (!taker.IsDone && !_bytes.IsEmpty)
        {
            _cursor.OffsetBytes = 0;
            FramingStep step = framing.NextInStream(_bytes.Span, ref _cursor, out ReadOnlySpan<byte> message);
            if (step == FramingStep.Damaged)
            {
                Lose(_cursor.Problem!);
            }
            else if (step == FramingStep.Message && message.Length < taker.Schemas.HeaderBytesMin)
            {
                Lose(FormattableString.Invariant($"a message of {message.Length} bytes is shorter than any message header"));
            }
            else if (!_isAligned && IsForeign(step, message))
            {
                Lose("no message of a schema begins here");
            }
            else if (step == FramingStep.Message)
            {
                Take(message);
            }
            else
            {
                return;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> message)
    {
        _isAligned = true;
        _isKnown = true;
        _isLossTold = false;
        _messageOffset = _cursor.MessageOffsetBytes;
        FramePlace place = PlaceOf(0);
        taker.Take(new DecodedPacket(place.Frame, place.TimeNs, direction.Source, direction.Destination, _cursor.Sequence, _cursor.SendingTimeNs, IsTcp: true), message, this);
        _bytes.Remove(_cursor.OffsetBytes);
    }

    /// <summary>Whether the message that begins is none of the schemas'; false where that cannot be told yet.</summary>
    private bool IsForeign(FramingStep step, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> begun = step == FramingStep.Message ? message : _bytes.Span[Math.Min(_cursor.MessageOffsetBytes, _bytes.Span.Length)..];
        return (step == FramingStep.Message || begun.Length >= taker.Schemas.HeaderBytesMax) && !taker.Schemas.Knows(begun);
    }

    /// <summary>Gives up what begins here and goes on at the next segment.</summary>
    private void Lose(string why)
    {
        TellLoss(_bytes.PlaceOf(0), $"{why}; the stream is taken up at the next segment that begins with a message");
        _isAligned = false;
        _cursor.HeaderWord = _isKnown ? _cursor.HeaderWord : null;
        _bytes.RemoveToNextSegment();
    }

    private void TellLoss(FramePlace place, string why)
    {
        if (!_isLossTold)
        {
            _isLossTold = true;
            taker.Refuse(place, why);
        }
    }

    /// <summary>Takes what whole messages there are in bytes that nothing will follow.</summary>
    private void CutRest()
    {
        _isLossTold |= !_bytes.IsEmpty;
        while (!_bytes.IsEmpty && !taker.IsDone)
        {
            _isAligned = false;
            _bytes.RemoveToNextSegment();
            Cut();
        }
    }
}
