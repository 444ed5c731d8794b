using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Journals;

/// <summary>Where a replay wrote something else than its journal has.</summary>
/// <param name="Sequence">The record.</param>
/// <param name="PacketCount">Market data packets that had been taken before it, by the journal, or where the journal has no such record by the replay.</param>
/// <param name="TimeNs">Engine time of the record, ns since the Unix epoch, UTC.</param>
/// <param name="Expected">Name of the journal's message; null = the journal ends before it.</param>
/// <param name="Actual">Name of the replay's message; null = the replay wrote nothing more.</param>
/// <param name="Fields">Fields that differ: first the journal's value, then the replay's.</param>
public sealed record JournalDifference(
    long Sequence, long PacketCount, long TimeNs, string? Expected, string? Actual, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>Compares two records that are not the same.</summary>
    /// <param name="sequence">Their place.</param>
    /// <param name="expected">The journal's message; empty = none.</param>
    /// <param name="actual">The replay's message; empty = none.</param>
    internal static JournalDifference Of(long sequence, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        _ = ProtocolReader.TryReadEnvelope(expected.IsEmpty ? actual : expected, out MessageEnvelope envelope);
        return new JournalDifference(
            sequence,
            (long)envelope.InputCount,
            envelope.TimeNs,
            expected.IsEmpty ? null : ProtocolText.NameOf(expected),
            actual.IsEmpty ? null : ProtocolText.NameOf(actual),
            ProtocolText.Differences(expected, actual));
    }
}
