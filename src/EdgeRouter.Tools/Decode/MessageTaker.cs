using EdgeRouter.Ingest.Transport;
using EdgeRouter.Sbe.Walk;
using EdgeRouter.Tools.Decode.Output;

namespace EdgeRouter.Tools.Decode;

/// <summary>Takes framed messages and errors: counts them and hands on what is wanted.</summary>
internal sealed class MessageTaker(CaptureDecodeOptions options, IDecodeOutput output, DecodeCounts counts)
{
    public SchemaDispatcher Schemas { get; } = new(options.Schemas);

    public bool IsDone => counts.Messages >= options.MessageCountMax;

    public void Take(in DecodedPacket packet, ReadOnlySpan<byte> message, IPlaces places)
    {
        SbeWalker walker = Schemas.Find(message, out _);
        SbeCountingVisitor visitor = default;
        SbeWalkResult result = walker.Walk(message, ref visitor);
        if (options.TemplateIds.Count > 0 && (result.Status == SbeWalkStatus.ShortHeader || !options.TemplateIds.Contains(result.TemplateId)))
        {
            // What has no header could be of any template: its damage is told, whatever is wanted.
            if (result.Status == SbeWalkStatus.ShortHeader)
            {
                Refuse(Fault(walker, message, result, places));
            }

            return;
        }

        Count(result);
        DecodeError? error = IsFaulty(walker, result) ? Fault(walker, message, result, places) : null;
        if (error != null)
        {
            CountError(error);
        }
        else if (result.Status == SbeWalkStatus.Complete)
        {
            counts.WholeMessages++;
            counts.TrailingBytes += result.TrailingBytes;
        }

        output.OnMessage(packet, walker, message, error);
    }

    public void Refuse(FramePlace place, string what) => Refuse(new DecodeError(place.Frame, place.OffsetBytes, what));

    private void Refuse(DecodeError error)
    {
        CountError(error);
        output.OnError(error);
    }

    private static DecodeError Fault(SbeWalker walker, ReadOnlySpan<byte> message, in SbeWalkResult result, IPlaces places)
    {
        string what = MessageFault.Describe(walker, message, result, out int offset);
        FramePlace place = places.PlaceOf(offset);
        return new DecodeError(place.Frame, place.OffsetBytes, what);
    }

    /// <summary>Fields that an older sender's block does not hold are absent: schemas in use forget to say since when they have a field.</summary>
    private static bool IsFaulty(SbeWalker walker, in SbeWalkResult result) => result.Status switch
    {
        SbeWalkStatus.Complete => result.MissingFields > 0 && result.Version >= walker.Schema.Version,
        _ => true,
    };

    private void Count(in SbeWalkResult result)
    {
        counts.Messages++;
        counts.GroupInstances += result.GroupInstances;
        counts.GroupEntries += result.GroupEntries;
        counts.VarData += result.DataFields;
        if (result.Status == SbeWalkStatus.ShortHeader)
        {
            return;
        }

        counts.Templates[result.TemplateId] = counts.Templates.GetValueOrDefault(result.TemplateId) + 1;
        counts.UnknownTemplates += result.Status is SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate ? 1 : 0;
    }

    private void CountError(DecodeError error)
    {
        counts.Errors++;
        counts.FirstError ??= error;
    }
}
