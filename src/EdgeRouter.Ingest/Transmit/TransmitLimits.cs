namespace EdgeRouter.Ingest.Transmit;

/// <summary>How long a sender tries before it drops a frame, and how many it drops before it gives up.</summary>
/// <param name="RetryCountMax">Tries of one burst with nothing taken before it is dropped and counted: some ms, which a live receiver needs to empty a ring.</param>
/// <param name="DropsInRowMax">Frames dropped in a row before the sender says that nobody takes them.</param>
public sealed record TransmitLimits(int RetryCountMax = 10_000, int DropsInRowMax = 3_200);
