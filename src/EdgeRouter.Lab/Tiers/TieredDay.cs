using EdgeRouter.Core.Feeds;

namespace EdgeRouter.Lab.Tiers;

/// <summary>A day whose market plays in another process.</summary>
/// <param name="day">The day, for its instruments, venues and feeds.</param>
/// <param name="connect">Makes the market of other tiers, given the scene of the day.</param>
public sealed class TieredDay(ILabDay day, Func<LabScene, LinkedMarket> connect) : ILabDay
{
    /// <inheritdoc/>
    public ulong Seed => day.Seed;

    /// <inheritdoc/>
    public int Day => day.Day;

    /// <inheritdoc/>
    public string MarketKind => day.MarketKind;

    /// <inheritdoc/>
    public LabScene Open<TProtocol>()
        where TProtocol : struct, IFeedProtocol
    {
        LabScene scene = day.Open<TProtocol>();
        (scene.Market as IDisposable)?.Dispose();
        return scene with { Market = connect(scene) };
    }
}
