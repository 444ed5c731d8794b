using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.State;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab.Faults;

/// <summary>A bug planted into a run, to show that the invariants see it. Each member changes one seam of the router; by default none is changed.</summary>
public abstract class Saboteur
{
    /// <summary>Stands between the router and its gateway.</summary>
    /// <param name="inner">The real one.</param>
    public virtual IOrderGateway Gateway(IOrderGateway inner) => inner;

    /// <summary>Stands between the engine and its journaling output.</summary>
    /// <param name="inner">The real one.</param>
    public virtual IEngineOutput Output(IEngineOutput inner) => inner;

    /// <summary>Stands between the journaling output and the journal.</summary>
    /// <param name="inner">The real one.</param>
    public virtual IRecordLog Log(IRecordLog inner) => inner;

    /// <summary>What the engine is given of a report; null = nothing.</summary>
    /// <param name="report">What the venue said.</param>
    public virtual ExecutionReport? Report(in ExecutionReport report) => report;

    /// <summary>Whether the engine is given a control input.</summary>
    /// <param name="input">What was asked.</param>
    public virtual bool Takes(in ControlInput input) => true;

    /// <summary>Whether the engine is given new risk limits.</summary>
    public virtual bool TakesLimits() => true;

    /// <summary>The limits that the engine is given.</summary>
    /// <param name="limits">Those that were asked for.</param>
    public virtual RiskLimits Limits(RiskLimits limits) => limits;

    /// <summary>The parent that the engine is given.</summary>
    /// <param name="order">What the client sent.</param>
    public virtual ParentOrder Parent(in ParentOrder order) => order;

    /// <summary>Called after each step's inputs, with what the engine believes.</summary>
    /// <param name="state">The engine's.</param>
    public virtual void AfterInputs(RouterState state)
    {
    }
}
