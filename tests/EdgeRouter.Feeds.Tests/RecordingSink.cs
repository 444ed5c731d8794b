using System.Text;
using EdgeRouter.Core.Books;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Keeps every event as a line of text.</summary>
internal readonly struct RecordingSink() : IBookEventSink
{
    public List<string> Events { get; } = [];

    public void OnLevel(in LevelUpdate update) => Events.Add(update.ToString());

    public void OnOrderAdded(in OrderAdded added) => Events.Add(added.ToString());

    public void OnOrderReduced(in OrderReduced reduced) => Events.Add(reduced.ToString());

    public void OnOrderDeleted(in OrderDeleted deleted) => Events.Add(deleted.ToString());

    public void OnOrderExecuted(in OrderExecuted executed) => Events.Add(executed.ToString());

    public void OnTrade(in TradePrint trade) => Events.Add(trade.ToString());

    public void OnStatus(in StatusUpdate status) => Events.Add(status.ToString());

    public void OnClear(in BookClear clear) => Events.Add(clear.ToString());

    public void OnInstrument(in InstrumentAnnouncement announcement) => Events.Add(
        FormattableString.Invariant($"Instrument {announcement.SecurityId} {Encoding.ASCII.GetString(announcement.Symbol)} lot {announcement.RoundLot} at {announcement.EventTimeNs}"));

    public void OnSnapshotComplete(long securityId, ulong sequence) => Events.Add(FormattableString.Invariant($"SnapshotComplete {securityId} {sequence}"));

    public void OnEndOfEvent(long eventTimeNs) => Events.Add(FormattableString.Invariant($"EndOfEvent {eventTimeNs}"));
}
