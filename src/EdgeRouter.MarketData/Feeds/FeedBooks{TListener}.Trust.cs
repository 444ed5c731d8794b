using EdgeRouter.Core.Books;
using EdgeRouter.MarketData.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <content>Sessions, gaps, clears and snapshots: how far a book can be believed.</content>
public sealed partial class FeedBooks<TListener>
{
    /// <summary>Begins a session: books are emptied; they are verified if the feed was joined at its first sequence.</summary>
    /// <param name="isFromFirstSequence">Whether nothing came before.</param>
    public void StartSession(bool isFromFirstSequence)
    {
        _newBookTrust = isFromFirstSequence ? BookTrust.Verified : BookTrust.Unverified;
        _feedStatus = TradingStatus.Unknown;
        _orders?.ClearAll();
        foreach (int book in _books.Slice(0, _bookCount))
        {
            Empty(book, _newBookTrust);
            _state.HeaderOf(book).Status = TradingStatus.Unknown;
            _state.HeaderOf(book).OwnStatus = TradingStatus.Unknown;
        }
    }

    /// <summary>Packets were lost: every book of the feed is stale.</summary>
    public void MarkStale()
    {
        _newBookTrust = BookTrust.Unverified;
        foreach (int book in _books.Slice(0, _bookCount))
        {
            ref VenueBookHeader header = ref _state.HeaderOf(book);
            if (header.Trust != BookTrust.Stale)
            {
                header.TrustBeforeGap = header.Trust;
                header.Trust = BookTrust.Stale;
                header.AwaitsContinuation = true;
                _state.Touch(book);
                MarkDirty(book);
            }
        }

        _listener.OnGap(_venueId, NowNs);
    }

    /// <summary>A book was emptied, or all.</summary>
    /// <param name="clear">Which.</param>
    public void OnClear(in BookClear clear)
    {
        if (clear.SecurityId >= 0)
        {
            if (TryFind(clear.SecurityId, out int book))
            {
                _orders?.Clear(_state.InstrumentOf(book));
                Empty(book, BookTrust.Verified);
            }

            return;
        }

        _newBookTrust = BookTrust.Verified;
        _orders?.ClearAll();
        foreach (int book in _books.Slice(0, _bookCount))
        {
            Empty(book, BookTrust.Verified);
        }
    }

    /// <summary>A snapshot is complete: the book, or every book, is whole.</summary>
    /// <param name="securityId">The venue's number; negative = all.</param>
    public void OnSnapshotComplete(long securityId)
    {
        if (securityId >= 0)
        {
            if (TryFind(securityId, out int book))
            {
                _state.SetTrust(book, BookTrust.Verified);
                MarkDirty(book);
            }

            return;
        }

        foreach (int book in _books.Slice(0, _bookCount))
        {
            _state.SetTrust(book, BookTrust.Verified);
            MarkDirty(book);
        }
    }

    private void Follow(int book, uint reportSequence, long eventTimeNs)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(book);
        header.LastEventTimeNs = eventTimeNs;
        if (reportSequence == 0)
        {
            return;
        }

        if (header.AwaitsContinuation)
        {
            Recover(book, ref header, reportSequence);
        }

        header.ReportSequence = reportSequence;
    }

    private void Recover(int book, ref VenueBookHeader header, uint reportSequence)
    {
        header.AwaitsContinuation = false;
        if (header.ReportSequence != 0 && reportSequence == header.ReportSequence + 1)
        {
            header.Trust = header.TrustBeforeGap;
            _counters.RecoveredBooks++;
            _state.Touch(book);
            MarkDirty(book);
        }
    }

    private void Empty(int book, BookTrust trust)
    {
        _state.ClearLevels(book);
        _state.SetTrust(book, trust);
        _state.HeaderOf(book).ReportSequence = 0;
        MarkUpdated(book);
    }
}
