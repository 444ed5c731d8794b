namespace EdgeRouter.Simulation.Events;

/// <summary>One scheduled happening.</summary>
/// <param name="TimeNs">When, ns since the Unix epoch.</param>
/// <param name="Kind">What.</param>
/// <param name="Index">To whom; the meaning goes with the kind.</param>
internal readonly record struct SimulationEvent(long TimeNs, EventKind Kind, int Index)
{
    public bool IsBefore(in SimulationEvent other)
    {
        if (TimeNs != other.TimeNs)
        {
            return TimeNs < other.TimeNs;
        }

        return Kind != other.Kind ? Kind < other.Kind : Index < other.Index;
    }
}
