using System.Text;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Start and end of a session.</content>
public static partial class ProtocolReader
{
    private static bool ReadSessionStart<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (blockLength < SessionStartDecoder.RequiredBlockLength(version)
            || !SessionStartDecoder.TryWrap(body, blockLength, version, out SessionStartDecoder d)
            || !TryReadNames(d, out List<string> instruments, out List<string> venues, out List<string> features)
            || !d.TryGetRunId(out ReadOnlySpan<byte> runId) || !d.TryGetPolicy(out ReadOnlySpan<byte> policy)
            || !d.TryGetProgramVersion(out ReadOnlySpan<byte> programVersion))
        {
            return false;
        }

        var header = new SessionHeader
        {
            RunId = Encoding.UTF8.GetString(runId),
            Policy = Encoding.UTF8.GetString(policy),
            PolicyId = d.PolicyId,
            ModelId = d.ModelId,
            Seed = d.Seed,
            StartTimeNs = d.StartTimeNs,
            ExplorationRate = d.ExplorationRate,
            ProgramVersion = Encoding.UTF8.GetString(programVersion),
            FillScaleBits = d.FillScaleBits,
            CostScaleBits = d.CostScaleBits,
            CompletionScaleBits = d.CompletionScaleBits,
            Instruments = instruments,
            Venues = venues,
            Features = features,
        };
        visitor.OnSessionStart(MessageEnvelope.From(d.Envelope), header);
        return true;
    }

    private static bool ReadSessionEnd<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (blockLength < SessionEndDecoder.RequiredBlockLength(version)
            || !SessionEndDecoder.TryWrap(body, blockLength, version, out SessionEndDecoder d))
        {
            return false;
        }

        visitor.OnSessionEnd(MessageEnvelope.From(d.Envelope), new SessionSummary(d.EndTimeNs, d.ParentCount, d.ChildCount));
        return true;
    }

    private static bool TryReadNames(SessionStartDecoder d, out List<string> instruments, out List<string> venues, out List<string> features)
    {
        instruments = [];
        venues = [];
        features = [];
        if (!d.TryGetInstruments(out SessionStartDecoder.InstrumentsGroup instrumentGroup)
            || !d.TryGetVenues(out SessionStartDecoder.VenuesGroup venueGroup)
            || !d.TryGetFeatures(out SessionStartDecoder.FeaturesGroup featureGroup))
        {
            return false;
        }

        foreach (SessionStartDecoder.InstrumentsEntry entry in instrumentGroup)
        {
            if (!TryAdd(instruments, entry.TryGetSymbol(out ReadOnlySpan<byte> name), name))
                return false;
        }

        foreach (SessionStartDecoder.VenuesEntry entry in venueGroup)
        {
            if (!TryAdd(venues, entry.TryGetVenueName(out ReadOnlySpan<byte> name), name))
                return false;
        }

        foreach (SessionStartDecoder.FeaturesEntry entry in featureGroup)
        {
            if (!TryAdd(features, entry.TryGetFeatureName(out ReadOnlySpan<byte> name), name))
                return false;
        }

        return true;
    }

    private static bool TryAdd(List<string> names, bool isWhole, ReadOnlySpan<byte> name)
    {
        if (isWhole)
            names.Add(Encoding.UTF8.GetString(name));
        return isWhole;
    }
}
