using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Decodes every message of a capture by schemas that are known at run time only.</summary>
public sealed class CaptureDecoder
{
    private const int FramesPerReport = 1024;

    private readonly CaptureDecodeOptions _options;
    private readonly IDecodeOutput _output;
    private readonly SbeWalker[] _walkers;
    private ParseCounters _parsed;

    /// <summary>Creates the decoder.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="output">Takes the messages.</param>
    public CaptureDecoder(CaptureDecodeOptions options, IDecodeOutput output)
    {
        _options = options;
        _output = output;
        _walkers = [.. options.Schemas.Select(schema => new SbeWalker(schema))];
    }

    /// <summary>What was met so far.</summary>
    public DecodeCounts Counts { get; } = new();

    /// <summary>Frames that are no whole UDP datagram.</summary>
    public long RejectedFrames => _parsed.RejectedCount;

    private bool IsDone => Counts.Messages >= _options.MessageCountMax;

    /// <summary>Decodes to the end, or to the limit.</summary>
    /// <param name="file">The capture.</param>
    /// <param name="report">Told now and then how many frames are done.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <exception cref="EdgeRouterException">The capture's damage (ER2006, ER2007, ER2008), after all frames before it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(CaptureFile file, Action<long> report, CancellationToken cancellation)
    {
        while (!IsDone && file.TryRead(out FrameDescriptor frame))
        {
            Counts.Frames++;
            if (Counts.Frames % FramesPerReport == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(Counts.Frames);
            }

            if (FrameParser.TryParse(frame.Bytes, frame.ReceiveTimeNs, ref _parsed, out Datagram datagram))
            {
                Decode(datagram);
            }
        }
    }

    /// <summary>Fails where nothing but errors was met: another framing or schema is wanted then.</summary>
    /// <param name="path">The capture, for the message.</param>
    /// <exception cref="EdgeRouterException">ER3010: no message could be read.</exception>
    public void ThrowIfHopeless(string path)
    {
        if (Counts.Errors > 0 && Counts.WholeMessages + Counts.UnknownTemplates == 0)
        {
            throw EdgeRouterException.BadInput("ER3010", $"no message of capture '{path}' can be read with framing '{_options.Framing.Name}': {Counts.FirstError}; try another framing or schema");
        }
    }

    private void Decode(in Datagram datagram)
    {
        if (!_options.Framing.TryBegin(datagram.Payload, out FramingCursor cursor))
        {
            Counts.CountError(At("the packet header is not sound"));
            return;
        }

        Counts.Packets++;
        FeedEndpoint destination = new(datagram.DestinationAddress, datagram.DestinationPort);
        DecodedPacket packet = new(Counts.Frames, datagram.ReceiveTimeNs, destination, cursor.Sequence, cursor.SendingTimeNs);
        while (!IsDone)
        {
            switch (_options.Framing.Next(datagram.Payload, ref cursor, out ReadOnlySpan<byte> message))
            {
                case FramingStep.Message:
                    OnMessage(packet, message);
                    break;
                case FramingStep.Damaged:
                    Counts.CountError(At($"the packet ends inside a message that begins at byte {cursor.OffsetBytes}"));
                    return;
                default:
                    return;
            }
        }
    }

    private void OnMessage(in DecodedPacket packet, ReadOnlySpan<byte> message)
    {
        SbeWalker walker = Find(message, out SbeWalkResult result);
        if (result.Status == SbeWalkStatus.ShortHeader)
        {
            Counts.CountError(At($"a message of {message.Length} bytes is shorter than its header"));
        }

        if (_options.TemplateId is { } wanted && (wanted != result.TemplateId || result.Status == SbeWalkStatus.ShortHeader))
        {
            return;
        }

        _output.OnMessage(packet, walker, message);
        Count(result);
    }

    private SbeWalker Find(ReadOnlySpan<byte> message, out SbeWalkResult result)
    {
        result = default;
        SbeCountingVisitor visitor = default;
        foreach (SbeWalker walker in _walkers)
        {
            result = walker.Walk(message, ref visitor);
            if (result.Status is not (SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate or SbeWalkStatus.ShortHeader))
            {
                return walker;
            }
        }

        return _walkers[0];
    }

    private void Count(in SbeWalkResult result)
    {
        Counts.Messages++;
        Counts.GroupInstances += result.GroupInstances;
        Counts.GroupEntries += result.GroupEntries;
        Counts.VarData += result.DataFields;
        switch (result.Status)
        {
            case SbeWalkStatus.ShortHeader:
                return;
            case SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate:
                Counts.UnknownTemplates++;
                break;
            case SbeWalkStatus.Complete when result.MissingFields == 0:
                Counts.WholeMessages++;
                Counts.TrailingBytes += result.TrailingBytes;
                break;
            default:
                string what = result.Status is SbeWalkStatus.Complete or SbeWalkStatus.ShortBlock ? "a block shorter than its schema or claimed length"
                    : result.Status == SbeWalkStatus.ImpossibleGroup ? "a group count that cannot be" : "a data length that cannot be";
                Counts.CountError(At(string.Create(CultureInfo.InvariantCulture, $"template {result.TemplateId} has {what}")));
                break;
        }

        Counts.Templates[result.TemplateId] = Counts.Templates.GetValueOrDefault(result.TemplateId) + 1;
    }

    private string At(string what) => string.Create(CultureInfo.InvariantCulture, $"frame {Counts.Frames}: {what}");
}
