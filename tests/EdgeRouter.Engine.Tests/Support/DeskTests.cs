using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Setup;

namespace EdgeRouter.Engine.Tests.Support;

/// <summary>A fixture with an open market.</summary>
internal abstract class DeskTests
{
    protected RecordingOutput Out { get; private set; } = null!;

    protected Desk<NoProbe> Market { get; private set; } = null!;

    protected ChildOrder Child => Out.Orders[^1];

    [SetUp]
    public void OpenMarket() => Rebuild();

    [TearDown]
    public void CloseMarket() => Market.Dispose();

    protected void Rebuild(Func<RouterSetup, RouterSetup>? change = null)
    {
        Market?.Dispose();
        Out = new RecordingOutput();
        Market = new Desk<NoProbe>(Out, default, change);
        Market.OpenMarket();
    }
}
