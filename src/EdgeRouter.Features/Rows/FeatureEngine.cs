using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Market;
using EdgeRouter.Features.Venues;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Features.Rows;

/// <summary>Fills feature rows: the one place where a feature is computed, for live, replay and training alike. Doubles with + − × ÷ √ in a fixed
/// order, narrowed to float once. Allocates nothing.</summary>
/// <remarks>What all rows share is worked out once a request, what all rows of a venue share once a venue; a row is its venue's figures and those of its
/// action.</remarks>
public sealed partial class FeatureEngine
{
    private const int DepthLevels = 3;
    private const int ImbalanceLevels = 5;
    private const double LongAgoSeconds = 300.0;
    private readonly ConsolidatedBook _book;
    private readonly MarketStatistics _market;
    private readonly VenueStatistics _venueStatistics;
    private readonly Universe _universe;
    private readonly float[] _shared = new float[FeatureCatalog.Count];
    private readonly float[] _venueRows;
    private readonly double[] _venueDepths;
    private readonly long[] _venueVolumes;

    /// <summary>Creates the engine over one shard's state.</summary>
    /// <param name="book">Books and NBBO.</param>
    /// <param name="market">Market statistics.</param>
    /// <param name="venueStatistics">Venue statistics.</param>
    /// <param name="universe">Instruments and venues.</param>
    public FeatureEngine(ConsolidatedBook book, MarketStatistics market, VenueStatistics venueStatistics, Universe universe)
    {
        _book = book;
        _market = market;
        _venueStatistics = venueStatistics;
        _universe = universe;
        _venueRows = new float[book.State.VenueCount * FeatureCatalog.Count];
        _venueDepths = new double[book.State.VenueCount];
        _venueVolumes = new long[book.State.VenueCount];
    }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => FeatureCatalog.Count;

    /// <summary>Fills one row of features for each key.</summary>
    /// <param name="request">Order and moment.</param>
    /// <param name="rows">Venue and action of each row.</param>
    /// <param name="timesTried">How often this parent used each row before; as long as <paramref name="rows"/>, or empty = never.</param>
    /// <param name="block">Row-major, rows × <see cref="FeatureCount"/>; NaN = missing.</param>
    /// <exception cref="ArgumentException">A span is too short: a wiring error.</exception>
    public void FillRows(in FeatureRequest request, ReadOnlySpan<RowKey> rows, ReadOnlySpan<byte> timesTried, Span<float> block)
    {
        if (block.Length < rows.Length * FeatureCatalog.Count || (timesTried.Length != 0 && timesTried.Length != rows.Length))
        {
            throw new ArgumentException("the block or the counts do not fit the rows", nameof(block));
        }

        MarketContext context = CreateContext(request);
        FillOrder(request, context, _shared);
        FillMarket(request, ref context, _shared);
        ulong readyVenues = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            RowKey key = rows[i];
            Span<float> venueRow = _venueRows.AsSpan(key.VenueId.Value * FeatureCatalog.Count, FeatureCatalog.Count);
            ulong mask = 1UL << key.VenueId.Value;
            if ((readyVenues & mask) == 0)
            {
                readyVenues |= mask;
                _shared.CopyTo(venueRow);
                FillVenue(request, context, key.VenueId, venueRow);
            }

            Span<float> row = block.Slice(i * FeatureCatalog.Count, FeatureCatalog.Count);
            venueRow.CopyTo(row);
            FillAction(request, context, key, row);
            Set(row, Feature.VenueTimesTried, timesTried.IsEmpty ? 0 : timesTried[i]);
        }
    }

    private static double Ratio(double value, double by) => by > 0.0 ? value / by : double.NaN;

    private static double Milliseconds(long ns) => ns / 1e6;

    private static void Set(Span<float> row, Feature feature, double value) => row[(int)feature] = (float)value;

    private MarketContext CreateContext(in FeatureRequest request)
    {
        var context = new MarketContext
        {
            HasMid = _book.TryGetNbbo(request.InstrumentId, out Nbbo nbbo),
            Nbbo = nbbo,
            Sign = request.Side.Sign(),
            FarSide = request.Side.Opposite(),
            Remaining = request.RemainingQuantity,
        };
        context.Mid = nbbo.Midpoint.Nanos;
        context.HasMid &= context.Mid > 0.0;
        context.SizeBucket = _venueStatistics.SizeBucketOf(request.InstrumentId, request.RemainingQuantity);
        ReadDepth(request, ref context);
        ReadVenues(request, ref context);
        return context;
    }

    private void ReadDepth(in FeatureRequest request, ref MarketContext context)
    {
        Span<DepthLevel> levels = stackalloc DepthLevel[ImbalanceLevels];
        int count = _book.CopyLevels(request.InstrumentId, context.FarSide, levels);
        for (int i = 0; i < count; i++)
        {
            context.FarDepth += i < DepthLevels ? levels[i].Quantity : 0.0;
            context.FarShares += levels[i].Quantity;
        }

        count = _book.CopyLevels(request.InstrumentId, request.Side, levels);
        for (int i = 0; i < count; i++)
        {
            context.NearShares += levels[i].Quantity;
        }
    }

    private void ReadVenues(in FeatureRequest request, ref MarketContext context)
    {
        for (int v = 0; v < _venueDepths.Length; v++)
        {
            var venueId = new VenueId((byte)v);
            long volume = _market.VenueVolume(request.InstrumentId, venueId, request.NowNs);
            double depth = IsReadable(request.InstrumentId, venueId, out VenueBookView book) ? DepthOf(book, context.FarSide) : 0.0;
            _venueVolumes[v] = volume;
            _venueDepths[v] = depth;
            context.TradedVolume += volume;
            context.VenueDepthTotal += depth;
        }
    }

    // A venue's own figures are shown when it publishes a book that can be believed, protected or not.
    private bool IsReadable(InstrumentId instrumentId, VenueId venueId, out VenueBookView book)
    {
        book = _book.State.Book(instrumentId, venueId);
        return _book.State.Venues[venueId.Value].IsDisplayed && book.Trust != BookTrust.Stale;
    }

    private static double DepthOf(in VenueBookView book, Side side)
    {
        ReadOnlySpan<long> quantities = book.Quantities(side);
        return quantities[0] + quantities[1] + quantities[2];
    }
}
