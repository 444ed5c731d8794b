using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>The default venues with every mechanism switched on somewhere, and an auction.</summary>
internal static class RichMarket
{
    public static MarketParameters Create(int seconds)
    {
        MarketParameters six = TestMarket.Short(seconds);
        return six with { Venues = [.. six.Venues.Select(Enrich), Auction] };
    }

    public static MarketParameters With(MarketParameters market, string name, Func<VenueParameters, VenueParameters> change) =>
        market with { Venues = [.. market.Venues.Select(v => v.Name == name ? change(v) : v)] };

    /// <summary>A market at its tenth second.</summary>
    public static MarketSimulator Start(MarketParameters parameters, FrameRecorder? recorder = null)
    {
        var market = new MarketSimulator(parameters, seed: 5, day: 0, recorder);
        TestMarket.RunTo(market, market.StartTimeNs + (10 * TestMarket.Second));
        return market;
    }

    /// <summary>Every venue's public books, from the frames of events up to an instant. Venues must have no feed tail.</summary>
    public static RebuiltBooks[] Rebuild(MarketSimulator market, MarketParameters parameters, List<(byte[] Frame, long TimeNs)> frames, long untilEventNs)
    {
        RebuiltBooks[] books = [.. parameters.Venues.Select(_ => new RebuiltBooks())];
        foreach ((byte[] frame, long timeNs) in frames)
        {
            int venue = VenueOf(market, frame);
            bool isDue = timeNs - parameters.Venues[venue].FeedLatencyNs <= untilEventNs;
            if (isDue && MemoirDepthProtocol.TryReadHeader(frame.AsSpan(42), out FeedPacketHeader header) && header.Kind == FeedPacketKind.Data)
            {
                RebuiltBooks.Sink sink = books[venue].CreateSink();
                var counters = new DecodeCounters();
                MemoirDepthProtocol.Decode(frame.AsSpan(42), in header, 0, ref sink, counters);
                Assert.That(counters.Malformed + counters.UnknownTemplates, Is.Zero);
            }
        }

        return books;
    }

    public static int VenueOf(MarketSimulator market, byte[] frame)
    {
        int port = (frame[36] << 8) | frame[37];
        return market.FeedPlan.Entries.Single(e => e.LineA.Port == port).VenueId.Value;
    }

    private static VenueParameters Auction => new()
    {
        Name = "AUCT",
        Kind = VenueKind.Auction,
        MidpointFeeNanos = 300_000,
        Auction = new AuctionParameters { PeriodNs = 50_000_000, RandomEndNs = 10_000_000, ResidentPeriodNs = 1_000_000_000, ResidentProbability = 0.7 },
    };

    private static VenueParameters Enrich(VenueParameters venue) => venue.Name switch
    {
        "LITA" => venue with { ProRata = new ProRataParameters { FirstShareBps = 2_000, MinimumAllocationShares = 10 }, MakerReserveShare = 0.3, MakerHiddenShare = 0.2 },
        "LITB" => venue with { SelfTrade = SelfTradePolicy.DecrementAndCancel, MakerHiddenShare = 0.4, BustProbability = 0.05, BustDelayNs = 20_000_000 },
        "INVX" => venue with { SelfTrade = SelfTradePolicy.CancelOldest, SpeedBumpNs = 350_000, FeeTiers = [new FeeTierParameters { FromShares = 1_000, TakerFeeNanos = -2_000_000 }] },
        "SLOW" => venue with { SelfTrade = SelfTradePolicy.CancelBoth, WayThereTail = new LatencyTailParameters { SpikeProbability = 0.1, SpikeNs = 5_000_000 }, WayBackTail = new LatencyTailParameters() },
        "DRKA" => venue with { Hidden = venue.Hidden! with { MinimumLots = 2 } },
        _ => venue,
    };
}
