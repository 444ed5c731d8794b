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
public sealed partial class FeatureEngine
{
    private const int DepthLevels = 3;
    private const int ImbalanceLevels = 5;
    private const double LongAgoSeconds = 300.0;
    private readonly ConsolidatedBook _book;
    private readonly MarketStatistics _market;
    private readonly VenueStatistics _venueStatistics;
    private readonly Universe _universe;
    private readonly double[] _row = new double[FeatureCatalog.Count];

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
        FillOrder(request, context);
        FillMarket(request, ref context);
        for (int i = 0; i < rows.Length; i++)
        {
            FillVenue(request, context, rows[i]);
            FillVenueStatistics(request, context, rows[i]);
            Set(Feature.VenueTimesTried, timesTried.IsEmpty ? 0 : timesTried[i]);
            Narrow(_row, block.Slice(i * FeatureCatalog.Count, FeatureCatalog.Count));
        }
    }

    private static void Narrow(ReadOnlySpan<double> row, Span<float> output)
    {
        for (int i = 0; i < row.Length; i++)
        {
            output[i] = (float)row[i];
        }
    }

    private static double Ratio(double value, double by) => by > 0.0 ? value / by : double.NaN;

    private static double Milliseconds(long ns) => ns / 1e6;

    private void Set(Feature feature, double value) => _row[(int)feature] = value;

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
        Span<DepthLevel> levels = stackalloc DepthLevel[DepthLevels];
        int count = _book.CopyLevels(request.InstrumentId, context.FarSide, levels);
        for (int i = 0; i < count; i++)
        {
            context.FarDepth += levels[i].Quantity;
        }

        for (int v = 0; v < _book.State.VenueCount; v++)
        {
            var venueId = new VenueId((byte)v);
            context.TradedVolume += _market.VenueVolume(request.InstrumentId, venueId, request.NowNs);
            context.VenueDepthTotal += IsReadable(request.InstrumentId, venueId, out VenueBookView book) ? DepthOf(book, context.FarSide) : 0.0;
        }

        return context;
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
