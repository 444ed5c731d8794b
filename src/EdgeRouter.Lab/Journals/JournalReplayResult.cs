namespace EdgeRouter.Lab.Journals;

/// <summary>What a replay of a journal came to.</summary>
/// <param name="RecordCount">Records of the journal.</param>
/// <param name="EqualCount">Records that the replay wrote again, to the bit.</param>
/// <param name="InputCount">Inputs given, market data packets not counted.</param>
/// <param name="PacketCount">Market data packets given.</param>
/// <param name="RestartCount">Times that the process had been started again.</param>
/// <param name="UnwrittenCount">Records that the replay wrote behind the end of a journal that was not closed in order: its process ended in the middle of an
/// input. No difference.</param>
/// <param name="Difference">The first one; null = there is none.</param>
public sealed record JournalReplayResult(
    long RecordCount, long EqualCount, long InputCount, long PacketCount, int RestartCount, long UnwrittenCount, JournalDifference? Difference);
