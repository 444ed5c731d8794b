using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Agents;

/// <summary>An order of somebody who answers ours, on its way.</summary>
/// <param name="Venue">Where to.</param>
/// <param name="Instrument">In what.</param>
/// <param name="Side">Side.</param>
/// <param name="LimitNanos">Worst price.</param>
/// <param name="Shares">Shares; 0 = the racers' share of the touch.</param>
internal readonly record struct Chase(int Venue, int Instrument, Side Side, long LimitNanos, long Shares);
