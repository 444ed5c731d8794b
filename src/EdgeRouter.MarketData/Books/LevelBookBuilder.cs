using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.MarketData.Books;

/// <summary>Applies price-level updates, CME's actions, to the ten levels of a book. Levels are positions: a hole (a level that was never told,
/// in a book joined mid-session) keeps its place and moves with the others.</summary>
/// <remarks>A venue that publishes fewer than ten levels shifts its last one out without a delete; that ghost stays below the published depth
/// and never reaches a level that the venue maintains.</remarks>
public sealed class LevelBookBuilder
{
    private readonly MarketState _state;
    private readonly FeedCounters _counters;

    /// <summary>Creates a builder.</summary>
    /// <param name="state">Books.</param>
    /// <param name="counters">Counts what does not fit.</param>
    public LevelBookBuilder(MarketState state, FeedCounters counters)
    {
        _state = state;
        _counters = counters;
    }

    /// <summary>Applies one update to a book.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="venueId">A venue of the state.</param>
    /// <param name="update">The update.</param>
    /// <returns>Whether a level may have changed.</returns>
    public bool Apply(InstrumentId instrumentId, VenueId venueId, in LevelUpdate update) => Apply(_state.BookIndexOf(instrumentId, venueId), update);

    internal bool Apply(int bookIndex, in LevelUpdate update)
    {
        int index = update.Level - 1;
        if (index >= MarketState.LevelCount)
        {
            _counters.LevelsBeyondDepth++;
            return false;
        }

        if (index < 0 || update.Side == Side.None || update.Quantity < 0)
        {
            _counters.ImpossibleLevels++;
            return false;
        }

        int sideIndex = update.Side == Side.Buy ? MarketState.BidIndex : MarketState.AskIndex;
        var side = new LevelSide(_state.PricesOf(bookIndex, sideIndex), _state.QuantitiesOf(bookIndex, sideIndex), _state.OrderCountsOf(bookIndex, sideIndex));
        CheckPossible(bookIndex, side, index, update.Action);
        if (!Apply(side, index, update))
        {
            return false;
        }

        _counters.LevelUpdates++;
        _state.Touch(bookIndex);
        return true;
    }

    private bool Apply(in LevelSide side, int index, in LevelUpdate update)
    {
        switch (update.Action)
        {
            case BookAction.New:
                side.Insert(index, update.Price.Nanos, update.Quantity, update.OrderCount);
                return true;
            case BookAction.Change:
            case BookAction.Overlay:
                side.Set(index, update.Price.Nanos, update.Quantity, update.OrderCount);
                return true;
            case BookAction.Delete:
                side.Remove(index, 1);
                return true;
            case BookAction.DeleteThrough:
                side.Clear();
                return true;
            case BookAction.DeleteFrom:
                side.Remove(0, index + 1);
                return true;
            default:
                _counters.ImpossibleLevels++;
                return false;
        }
    }

    // A verified book holds every level, so an update of a level that is not there proves it wrong: it falls back to unverified.
    private void CheckPossible(int bookIndex, in LevelSide side, int index, BookAction action)
    {
        ref VenueBookHeader header = ref _state.HeaderOf(bookIndex);
        if (header.Trust != BookTrust.Verified)
        {
            return;
        }

        bool possible = action switch
        {
            BookAction.New => index == 0 || side.IsFull(index - 1),
            BookAction.Change or BookAction.Delete or BookAction.DeleteFrom => side.IsFull(index),
            BookAction.Overlay => side.IsFull(index) || index == 0 || side.IsFull(index - 1),
            _ => true,
        };
        if (!possible)
        {
            _counters.ImpossibleLevels++;
            header.Trust = BookTrust.Unverified;
            _state.Touch(bookIndex);
        }
    }
}
