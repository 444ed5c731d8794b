using System.Text;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Start and end of a session: control plane, the start may allocate.</content>
public static partial class ProtocolWriter
{
    /// <summary>Bytes of a session start's message.</summary>
    /// <param name="header">The session.</param>
    public static int SizeOf(SessionHeader header) =>
        SchemaInfo.HeaderLength + SessionStartEncoder.BlockLength + SizeOfNames(header.Instruments) + SizeOfNames(header.Venues)
        + SizeOfNames(header.Features) + SizeOfText(header.RunId) + SizeOfText(header.Policy) + SizeOfText(header.ProgramVersion)
        + SizeOfText(header.Market);

    /// <summary>Writes what a journal is about. Allocates.</summary>
    /// <param name="target">At least <see cref="SizeOf(SessionHeader)"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="header">The session.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, SessionHeader header)
    {
        if (target.Length < SizeOf(header) || !SessionStartEncoder.TryWrapWithHeader(target, out SessionStartEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.StartTimeNs = header.StartTimeNs;
        e.Seed = header.Seed;
        e.ModelId = header.ModelId;
        e.PolicyId = header.PolicyId;
        e.ExplorationRate = header.ExplorationRate;
        e.FillScaleBits = header.FillScaleBits;
        e.CostScaleBits = header.CostScaleBits;
        e.CompletionScaleBits = header.CompletionScaleBits;
        WriteNames(ref e, header);
        e.PutRunId(Encoding.UTF8.GetBytes(header.RunId));
        e.PutPolicy(Encoding.UTF8.GetBytes(header.Policy));
        e.PutProgramVersion(Encoding.UTF8.GetBytes(header.ProgramVersion));
        e.PutMarket(Encoding.UTF8.GetBytes(header.Market));
        return e.EncodedLength;
    }

    /// <summary>Writes that a journal is closed in order.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="summary">Counts.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in SessionSummary summary)
    {
        if (!SessionEndEncoder.TryWrapWithHeader(target, out SessionEndEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.EndTimeNs = summary.EndTimeNs;
        e.ParentCount = summary.ParentCount;
        e.ChildCount = summary.ChildCount;
        return e.EncodedLength;
    }

    private static void WriteNames(ref SessionStartEncoder e, SessionHeader header)
    {
        SessionStartEncoder.InstrumentsEncoder instruments = e.BeginInstruments(header.Instruments.Count);
        foreach (string name in header.Instruments)
        {
            instruments.Next();
            instruments.PutSymbol(Encoding.UTF8.GetBytes(name));
        }

        SessionStartEncoder.VenuesEncoder venues = e.BeginVenues(header.Venues.Count);
        foreach (string name in header.Venues)
        {
            venues.Next();
            venues.PutVenueName(Encoding.UTF8.GetBytes(name));
        }

        SessionStartEncoder.FeaturesEncoder features = e.BeginFeatures(header.Features.Count);
        foreach (string name in header.Features)
        {
            features.Next();
            features.PutFeatureName(Encoding.UTF8.GetBytes(name));
        }
    }

    private static int SizeOfNames(IReadOnlyList<string> names) => GroupHeaderBytes + names.Sum(SizeOfText);

    private static int SizeOfText(string text) => TextHeaderBytes + Encoding.UTF8.GetByteCount(text);
}
