using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.TestHost.Tiers;

namespace EdgeRouter.Link.Tests.Worlds;

/// <summary>A router and a gateway, joined by a network that does everything that it may, killed at any moment.</summary>
internal sealed class LinkWorld : IDisposable
{
    private const long StepNs = TimeUnits.Millisecond;
    private readonly TempFolder _folder = new();
    private readonly List<IDisposable> _dead = [];
    private readonly ManualClock _clock = new() { NowNs = 1_767_364_200_000_000_000 };
    private readonly WorldWire _there;
    private readonly WorldWire _back;
    private DeterministicRandom _random;
    private ulong _incarnation;
    private int _routerRuns;
    private int _gatewayRuns;

    public LinkWorld(ulong seed)
    {
        _random = new DeterministicRandom(seed, 1);
        _there = new WorldWire(seed, 2);
        _back = new WorldWire(seed, 3);
        Router = NewRouter();
        Gateway = NewGateway();
    }

    public RouterNode Router { get; private set; }

    public GatewayNode Gateway { get; private set; }

    public List<long> AtVenues { get; } = [];

    public HashSet<long> AskedFor { get; } = [];

    public string RouterFolder => _folder.Sub($"router-{_routerRuns}");

    public string GatewayFolder => _folder.Sub($"gateway-{_gatewayRuns}");

    public void Play(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Act(_random.NextInt32(100));
            Pass();
        }
    }

    /// <summary>Nothing goes wrong any more; plays until all has arrived.</summary>
    /// <returns>How long that took, ns; −1 = longer than allowed.</returns>
    public long ComeToRest(long limitNs)
    {
        (_there.IsCalm, _back.IsCalm) = (true, true);
        (_there.IsCut, _back.IsCut) = (false, false);
        Router.Journal.Commit();
        Gateway.Journal.Commit();
        long startNs = _clock.NowNs;
        while (_clock.NowNs - startNs < limitNs)
        {
            Pass();
            if (IsAtRest())
            {
                return _clock.NowNs - startNs;
            }
        }

        return -1;
    }

    public void Dispose()
    {
        Bury(Router, Gateway);
        foreach (IDisposable dead in _dead)
        {
            dead.Dispose();
        }

        _folder.Dispose();
    }

    private bool IsAtRest() => Router.Session.State == LinkState.Up && Gateway.Endpoint.Session.State == LinkState.Up
        && Router.Session.UnconfirmedCount == 0 && Gateway.Endpoint.Session.UnconfirmedCount == 0
        && Router.Outbox.SeenSequence == Router.Journal.CommittedSequence;

    private void Act(int dice)
    {
        switch (dice)
        {
            case < 25:
                Router.Order(1 + _random.NextInt32(3), commits: _random.NextBool(0.9));
                break;
            case < 50:
                Gateway.Report(1 + _random.NextInt32(3));
                break;
            case < 52:
                Router.Order(90, commits: true);
                break;
            case < 55:
                Cut(isCut: true);
                break;
            case < 62:
                Cut(isCut: false);
                break;
            case < 64:
                KillRouter();
                break;
            case < 66:
                KillGateway();
                break;
            case < 67:
                _clock.NowNs += _random.NextInt32((int)(60 * TimeUnits.Millisecond)); // Both stand still.
                break;
            default:
                break;
        }
    }

    private void Pass()
    {
        _clock.NowNs += StepNs;
        (_there.NowNs, _back.NowNs) = (_clock.NowNs, _clock.NowNs);
        Router.Poll();
        Gateway.Endpoint.Poll();
    }

    private void Cut(bool isCut)
    {
        (_there.IsCut, _back.IsCut) = (isCut, isCut);
        if (isCut)
        {
            _there.LoseTail();
            _back.LoseTail();
        }
    }

    private void KillRouter()
    {
        string from = RouterFolder;
        _routerRuns++;
        TestJournals.CopyAsKilled(from, RouterFolder, ref _random);
        _dead.Add(Router.Outbox);
        _dead.Add(Router.Journal);
        Router = NewRouter();
    }

    private void KillGateway()
    {
        string from = GatewayFolder;
        _gatewayRuns++;
        TestJournals.CopyAsKilled(from, GatewayFolder, ref _random);
        _dead.Add(Gateway.Endpoint);
        _dead.Add(Gateway.Journal);
        Gateway = NewGateway();
        Gateway.Endpoint.AskForUnanswered();
        AskedFor.UnionWith(Gateway.Asked);
    }

    private RouterNode NewRouter() => new(RouterFolder, new WorldTransport(_there, _back), RouterNode.Options(++_incarnation), _clock);

    private GatewayNode NewGateway() => new(GatewayFolder, new WorldTransport(_back, _there), ++_incarnation, _clock, AtVenues);

    private void Bury(RouterNode router, GatewayNode gateway)
    {
        _dead.AddRange([router.Outbox, router.Journal, gateway.Endpoint, gateway.Journal]);
    }
}
