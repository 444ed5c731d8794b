using System.Text;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Start and end of a session.</content>
public static partial class ProtocolReader
{
    private static bool ReadSessionStart<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!SessionStartDecoder.TryWrap(body, blockLength, version, out SessionStartDecoder d))
        {
            return false;
        }

        var header = new SessionHeader
        {
            RunId = Encoding.UTF8.GetString(d.RunId),
            Policy = Encoding.UTF8.GetString(d.Policy),
            PolicyId = d.PolicyId,
            ModelId = d.ModelId,
            Seed = d.Seed,
            StartTimeNs = d.StartTimeNs,
            ExplorationRate = d.ExplorationRate,
            ProgramVersion = Encoding.UTF8.GetString(d.ProgramVersion),
            Market = Encoding.UTF8.GetString(d.Market),
            FillScaleBits = d.FillScaleBits,
            CostScaleBits = d.CostScaleBits,
            CompletionScaleBits = d.CompletionScaleBits,
            Instruments = Instruments(d),
            Venues = Venues(d),
            Features = Features(d),
        };
        visitor.OnSessionStart(MessageEnvelope.From(d.Envelope), header);
        return true;
    }

    private static bool ReadSessionEnd<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!SessionEndDecoder.TryWrap(body, blockLength, version, out SessionEndDecoder d))
        {
            return false;
        }

        visitor.OnSessionEnd(MessageEnvelope.From(d.Envelope), new SessionSummary(d.EndTimeNs, d.ParentCount, d.ChildCount));
        return true;
    }

    private static List<string> Instruments(SessionStartDecoder d)
    {
        List<string> names = [];
        foreach (SessionStartDecoder.InstrumentsEntry entry in d.Instruments)
            names.Add(Encoding.UTF8.GetString(entry.Symbol));
        return names;
    }

    private static List<string> Venues(SessionStartDecoder d)
    {
        List<string> names = [];
        foreach (SessionStartDecoder.VenuesEntry entry in d.Venues)
            names.Add(Encoding.UTF8.GetString(entry.VenueName));
        return names;
    }

    private static List<string> Features(SessionStartDecoder d)
    {
        List<string> names = [];
        foreach (SessionStartDecoder.FeaturesEntry entry in d.Features)
            names.Add(Encoding.UTF8.GetString(entry.FeatureName));
        return names;
    }
}
