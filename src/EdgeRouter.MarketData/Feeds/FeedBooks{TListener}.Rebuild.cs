using EdgeRouter.Core.Books;

namespace EdgeRouter.MarketData.Feeds;

/// <content>Making books whole again from a snapshot.</content>
public sealed partial class FeedBooks<TListener>
{
    private int _rebuiltFrom;
    private bool _isRebuilding;

    /// <summary>Whether a book of the feed is not verified, or none is known yet.</summary>
    internal bool HasUntrusted
    {
        get
        {
            foreach (int book in _books.Slice(0, _bookCount))
            {
                if (_state.HeaderOf(book).Trust != BookTrust.Verified)
                {
                    return true;
                }
            }

            return _bookCount == 0;
        }
    }

    /// <summary>Whether the book of a security is there and verified.</summary>
    internal bool IsVerified(long securityId) => _bookBySecurity.TryGet(securityId, out int book) && _state.HeaderOf(book).Trust == BookTrust.Verified;

    /// <summary>Empties the books that a snapshot is about to fill. Until <see cref="EndRebuild"/> the listener hears of no status.</summary>
    /// <param name="securityId">The venue's number of one instrument; negative = all.</param>
    internal void BeginRebuild(long securityId)
    {
        _isRebuilding = true;
        _rebuiltFrom = _bookCount;
        for (int i = 0; i < _bookCount; i++)
        {
            _statusBefore[i] = _state.HeaderOf(_books[i]).Status;
        }

        if (securityId >= 0)
        {
            if (TryFind(securityId, out int book))
            {
                _orders?.Clear(_state.InstrumentOf(book));
                Restart(book);
            }

            return;
        }

        _orders?.ClearAll();
        foreach (int book in _books.Slice(0, _bookCount))
        {
            Restart(book);
        }
    }

    /// <summary>Says that the books are whole, but for those that found no room, and tells the listener of statuses that are other than before.</summary>
    /// <param name="securityId">As at <see cref="BeginRebuild"/>.</param>
    internal void EndRebuild(long securityId)
    {
        _isRebuilding = false;
        _newBookTrust = securityId < 0 ? BookTrust.Verified : _newBookTrust;
        for (int i = 0; i < _bookCount; i++)
        {
            int book = _books[i];
            if ((securityId < 0 || IsBookOf(securityId, book)) && _state.HeaderOf(book).Trust != BookTrust.Stale)
            {
                _state.SetTrust(book, BookTrust.Verified);
                MarkDirty(book);
            }

            TradingStatus before = i < _rebuiltFrom ? _statusBefore[i] : TradingStatus.Unknown;
            if (_state.HeaderOf(book).Status != before)
            {
                _listener.OnStatus(_state.InstrumentOf(book), _venueId, _state.HeaderOf(book).Status, NowNs);
            }
        }
    }

    private bool IsBookOf(long securityId, int book) => _bookBySecurity.TryGet(securityId, out int mapped) && mapped == book;

    private void Restart(int book)
    {
        _counters.HealedBooks += _state.HeaderOf(book).Trust == BookTrust.Verified ? 0 : 1;
        Empty(book, BookTrust.Unverified);
    }
}
