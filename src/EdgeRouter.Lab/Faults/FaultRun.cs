using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <summary>One run of the real router in a small world in which everything goes wrong that may, with every invariant checked after every step. All of
/// it follows from the seed.</summary>
public sealed partial class FaultRun : IOrderGateway, IDisposable
{
    private readonly FaultOptions _options;
    private readonly Saboteur _saboteur;
    private readonly Findings _findings = new();
    private readonly MemoryLog _log = new();
    private readonly Happenings _happenings = new();
    private readonly FaultMarket _market;
    private readonly ReferenceFlow _references;
    private readonly OrderFlow _orders;
    private readonly ControlFlow _controls;
    private readonly SendChecks _sends;
    private readonly StateChecks _states;
    private RecordBook _book;
    private RouterProcess _process;
    private DeterministicRandom _random;
    private ControlView _view;
    private int _step;
    private bool _isCalm;

    private FaultRun(FaultOptions options, Saboteur saboteur)
    {
        _options = options.Validate();
        _saboteur = saboteur;
        _random = new DeterministicRandom(options.Seed, 4);
        _happenings.StartAt(FaultWorld.StartNs);
        _book = new RecordBook(_findings);
        _view = _acknowledgedView = ControlView.Start with { IsStrict = options.LoadsReference };
        _market = new FaultMarket(options, _happenings, Deliver, Deliver);
        _references = new ReferenceFlow(options.Seed, _market.FairTicks);
        _market.TickNanos = instrument => _references.TickNanos(instrument, _happenings.NowNs);
        _orders = new OrderFlow(options.Seed, _market);
        _controls = new ControlFlow(options.Seed, _happenings, _market, Give);
        _sends = new SendChecks(_findings, _log, () => _book, _market.Sent, _orders.OwnerOf);
        _states = new StateChecks(_findings, options);
        _process = NewProcess();
    }

    /// <summary>Runs.</summary>
    /// <param name="options">Which run.</param>
    /// <param name="saboteur">A bug to plant; null = none.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7107: an option is out of range.</exception>
    public static FaultResult Run(FaultOptions options, Saboteur? saboteur = null)
    {
        using var run = new FaultRun(options, saboteur ?? new NoSabotage());
        run.Play();
        return run.Result();
    }

    /// <inheritdoc/>
    public void Send(in ChildOrder order)
    {
        _sends.Check(order, _view, _process.Shard.Market);
        _market.Send(order);
        if (_crashesAfterSend)
        {
            _crashesAfterSend = false;
            throw new CrashSignal();
        }
    }

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => _market.Cancel(request);

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) => _market.RequestStatus(request);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _states.Dispose();
    }

    private void Play()
    {
        _process.Begin();
        _market.Open();
        PlanCrash();
        for (_step = 1; _step <= _options.StepCount && _findings.IsEmpty; _step++)
        {
            Step();
        }

        _step--;
        if (_findings.IsEmpty)
        {
            WindUp();
        }
    }

    private void Step()
    {
        Pass(StepNs());
        Act();
        if (_options.LoadsReference && _references.IsDue())
        {
            LoadReference();
        }

        _saboteur.AfterInputs(_process.State);
        Check();
        if (_log.IsFailing && _random.NextBool(0.2))
        {
            _log.IsFailing = false;
        }

        if (!_log.IsFailing)
        {
            Perform(loop => loop.TryRestoreStorage(_happenings.NowNs));
        }

        Acknowledge();
    }

    // Mostly a moment; now and then the clock jumps.
    private long StepNs() => _random.NextInt32(200) switch
    {
        0 => (1 + _random.NextInt32(5)) * TimeUnits.Second,
        < 10 => _random.NextInt32((int)(300 * TimeUnits.Millisecond)),
        _ => _random.NextInt32((int)(4 * TimeUnits.Millisecond)),
    };

    private void Pass(long durationNs)
    {
        _happenings.AdvanceTo(_happenings.NowNs + durationNs);
        Perform(loop => loop.Advance(_happenings.NowNs));
    }

    private void Act()
    {
        _market.Move();
        int dice = _random.NextInt32(1000);
        if (dice < 220)
        {
            ParentOrder order = _orders.Next(InputNs());
            Give(loop => loop.OnParentOrder(_saboteur.Parent(order)));
        }
        else if (dice < 270)
        {
            ParentOrderId id = _orders.Some();
            Give(loop => loop.OnParentCancel(id, InputNs()));
        }
        else if (dice < 330)
        {
            ParentReplace change = _orders.Change(InputNs());
            Give(loop => loop.OnParentReplace(change));
        }
        else if (dice < 370)
        {
            _controls.Next();
        }
        else
        {
            ActOutside(dice);
        }
    }

    private void ActOutside(int dice)
    {
        switch (dice)
        {
            case < 600:
                _market.Act();
                break;
            case < 615:
                _market.Regret();
                break;
            case < 622:
                _market.Silence(_random.NextInt32((int)TimeUnits.Second));
                break;
            case < 624:
                _market.SilenceAll(_random.NextInt32((int)TimeUnits.Second));
                break;
            case < 630:
                _market.Pause(_random.NextBool(0.5) ? TradingStatus.Halted : TradingStatus.Paused);
                break;
            case < 640:
                Reload(_random.NextInt32(4));
                break;
            case < 646:
                _log.IsFailing = true;
                break;
            case < 662 when _options.CrashEvery is null && _options.CrashAt == 0:
                CrashSoon();
                break;
            default:
                _market.Move();
                break;
        }
    }

    // Some senders' clocks lag.
    private long InputNs() => _happenings.NowNs - (_random.NextBool(0.1) ? _random.NextInt32((int)TimeUnits.Millisecond) : 0);

    private void Check()
    {
        if (_findings.IsEmpty)
        {
            _book.Read(_log.Records);
            _states.Check(_process, _log, _book, _market.Sent);
        }
    }

    private FaultResult Result()
    {
        ulong hash = 0;
        foreach (byte[] record in _log.Records)
        {
            hash = SplitMix64.Mix(hash ^ StateWriter.HashOf(record));
        }

        return new FaultResult
        {
            Options = _options,
            Broken = _findings.Broken,
            Finding = _findings.Text,
            Step = _step,
            RecordCount = _log.Records.Count,
            Records = _log.Records,
            ParentCount = _book.Parents.Count,
            ChildCount = _market.Sent.Count,
            ExecutedQuantity = _market.ExecutedQuantity,
            CrashCount = _crashCount,
            Hash = hash,
        };
    }
}
