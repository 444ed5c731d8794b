using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;
using EdgeRouter.Ingest.Transport;
using EdgeRouter.Tools.Decode.Framing;
using EdgeRouter.Tools.Decode.Output;

namespace EdgeRouter.Tools.Decode;

/// <summary>Decodes every message of a capture by schemas that are known at run time only. Bad bytes are counted and told, and it goes on.</summary>
public sealed class CaptureDecoder
{
    private const int FramesPerReport = 1024;

    private readonly CaptureDecodeOptions _options;
    private readonly MessageTaker _taker;
    private readonly DatagramDecoder _datagrams;
    private readonly TcpReassembler _streams;
    private long _tcpPackets;

    /// <summary>Creates the decoder.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="output">Takes the messages and errors.</param>
    public CaptureDecoder(CaptureDecodeOptions options, IDecodeOutput output)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _taker = new MessageTaker(options, output, Counts);
        _datagrams = new DatagramDecoder(options.Framing, _taker);
        _streams = new TcpReassembler((direction, isFromStart) => new StreamDecoder(options.Framing, _taker, direction, isFromStart));
    }

    /// <summary>What was met so far.</summary>
    public DecodeCounts Counts { get; } = new();

    /// <summary>Decodes to the end, or to the limit.</summary>
    /// <param name="file">The capture, opened for any link type that carries IP.</param>
    /// <param name="report">Told now and then how many bytes of the file are done.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <exception cref="EdgeRouterException">The capture's damage (ER2006, ER2007, ER2008), after all frames before it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(CaptureFile file, Action<long> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(report);
        try
        {
            DecodeFrames(file, report, cancellation);
        }
        catch (EdgeRouterException)
        {
            Finish();
            throw;
        }

        Finish();
    }

    /// <summary>Fails where nothing but errors was met: another framing or schema is wanted then.</summary>
    /// <param name="path">The capture, for the message.</param>
    /// <exception cref="EdgeRouterException">ER3010: no message could be read. ER3012: there is TCP alone, and the framing is for UDP.</exception>
    public void ThrowIfHopeless(string path)
    {
        if (Counts.Packets == 0 && _tcpPackets > 0 && !_options.Framing.HasStreamForm)
        {
            throw EdgeRouterException.BadInput(
                "ER3012", $"capture '{path}' has TCP alone ({_tcpPackets} segments) and framing '{_options.Framing.Name}' is for UDP; framings for TCP are {string.Join(", ", Framings.StreamNames)}");
        }

        if (Counts.Errors > 0 && Counts.WholeMessages + Counts.UnknownTemplates == 0)
        {
            throw EdgeRouterException.BadInput("ER3010", $"no message of capture '{path}' can be read with framing '{_options.Framing.Name}': {Counts.FirstError}; try another framing or schema");
        }
    }

    private void DecodeFrames(CaptureFile file, Action<long> report, CancellationToken cancellation)
    {
        while (!_taker.IsDone && file.TryRead(out FrameDescriptor frame))
        {
            Counts.Frames++;
            if (Counts.Frames % FramesPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(file.OffsetBytes);
            }

            Decode(file.LinkType, frame);
        }
    }

    private void Finish()
    {
        // Behind the limit nobody wants to know how streams end.
        if (!_taker.IsDone)
        {
            _streams.Finish();
        }
    }

    private void Decode(uint linkType, in FrameDescriptor frame)
    {
        switch (TransportParser.Parse(linkType, frame.Bytes, out TransportPacket packet))
        {
            case TransportKind.Udp:
                Counts.Packets += _datagrams.Decode(packet, Counts.Frames, frame.ReceiveTimeNs) ? 1 : 0;
                break;
            case TransportKind.Tcp:
                DecodeSegment(packet, frame.ReceiveTimeNs);
                break;
            case TransportKind.Cut:
                Refuse(frame, FormattableString.Invariant($"the frame is cut short: {frame.LengthBytes} of {frame.WireLengthBytes} bytes were captured"));
                break;
            case TransportKind.Fragment:
                Refuse(frame, "the frame has a part of an IP packet, and parts are not put together");
                break;
            case TransportKind.Unsound:
                Refuse(frame, "the frame's IP, UDP or TCP header cannot be");
                break;
            default:
                Counts.SkippedFrames++;
                break;
        }
    }

    private void DecodeSegment(in TransportPacket segment, long timeNs)
    {
        bool hasBytes = !segment.Payload.IsEmpty;
        _tcpPackets += hasBytes ? 1 : 0;
        if (!_options.Framing.HasStreamForm || !hasBytes)
        {
            Counts.SkippedFrames++;
        }
        else
        {
            Counts.Packets++;
        }

        if (_options.Framing.HasStreamForm)
        {
            _streams.Take(segment, Counts.Frames, timeNs);
        }
    }

    private void Refuse(in FrameDescriptor frame, string what) => _taker.Refuse(new FramePlace(Counts.Frames, 0, frame.ReceiveTimeNs), what);
}
