using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Cli.Audits;

/// <summary>One session of a venue.</summary>
/// <param name="Session">Which.</param>
/// <param name="FromNs">Its first instant, ns since the Unix epoch, UTC.</param>
/// <param name="ToNs">Its end, exclusive.</param>
internal readonly record struct DaySession(TradingSession Session, long FromNs, long ToNs)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Session.ToString().ToLowerInvariant()} {UtcText.ClockOf(FromNs)}–{UtcText.ClockOf(ToNs)}";
}
