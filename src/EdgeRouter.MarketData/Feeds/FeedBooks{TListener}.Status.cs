using EdgeRouter.Core.Books;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <content>Trading status: what was told of one instrument, what was told of the whole feed, and what follows from both.</content>
/// <remarks>The later of the two counts, but for two things that are never undone from the other side. A halt, pause or quoting period of one instrument ends
/// by a status of that instrument alone: when the session opens, what was halted stays halted. And while the whole feed is before its opening or closed, an
/// instrument that is said to trade does not trade yet. Gaps and clears leave statuses alone, snapshots say them anew where they have any; a new session forgets them. A status that says
/// nothing (a value that the protocol does not know) undoes no halt.</remarks>
public sealed partial class FeedBooks<TListener>
{
    /// <summary>Trading status changed.</summary>
    /// <param name="status">The status.</param>
    public void OnStatus(in StatusUpdate status)
    {
        if (status.SecurityId >= 0)
        {
            if (TryFind(status.SecurityId, out int book) && !(status.Status == TradingStatus.Unknown && IsInterrupted(_state.HeaderOf(book).Status)))
            {
                SetStatus(book, status.Status);
            }

            return;
        }

        if (status.Status == TradingStatus.Unknown && IsInterrupted(_feedStatus))
        {
            return;
        }

        _feedStatus = status.Status;
        foreach (int book in _books.Slice(0, _bookCount))
        {
            TradingStatus own = _state.HeaderOf(book).OwnStatus;
            SetStatus(book, IsInterrupted(own) ? own : TradingStatus.Unknown);
        }
    }

    private static bool IsInterrupted(TradingStatus status) => status is TradingStatus.Halted or TradingStatus.Paused or TradingStatus.Quoting;

    private static TradingStatus Combine(TradingStatus own, TradingStatus feed) => own switch
    {
        TradingStatus.Unknown => feed,
        TradingStatus.Trading when feed is TradingStatus.PreOpen or TradingStatus.Closed => feed,
        _ => own,
    };

    private void SetStatus(int book, TradingStatus own)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.OwnStatus = own;
        header.Status = Combine(own, _feedStatus);
        _state.Touch(book);
        MarkDirty(book);
        if (!_isRebuilding)
        {
            _listener.OnStatus(_state.InstrumentOf(book), _venueId, header.Status, NowNs);
        }
    }
}
