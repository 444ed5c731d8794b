using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Reference;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.State;

/// <content>Limits, reference data and statistics that come while the router runs. Control plane: allocates.</content>
public sealed partial class RouterState
{
    /// <summary>Reference data in force; null = none was loaded.</summary>
    public ReferenceFile? Reference { get; private set; }

    /// <summary>When the reference data in force change next; <see cref="long.MaxValue"/> = never.</summary>
    public long NextReferenceNs { get; private set; } = long.MaxValue;

    /// <summary>Checks a configuration as a whole and puts it in force, or leaves everything as it was.</summary>
    /// <param name="universe">Changed by reference data.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="version">Hash of the content.</param>
    /// <param name="content">The whole of it.</param>
    /// <param name="problem">Why it was refused, one line; empty otherwise.</param>
    /// <returns>Whether it is in force.</returns>
    public bool TryConfigure(Universe universe, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content, out string problem)
    {
        problem = string.Empty;
        try
        {
            switch (kind)
            {
                case ConfigurationKind.Setup:
                    return true;
                case ConfigurationKind.RiskLimits:
                    return Risk.TryReload(RiskLimitsJson.Parse(content, universe), out problem);
                case ConfigurationKind.ReferenceData:
                    Adopt(universe, ReferenceFile.Parse(content, "reference data"));
                    return true;
                case ConfigurationKind.VenueStatistics:
                    Venues.LoadDay(content, universe);
                    return true;
                default:
                    problem = $"configuration kind {(int)kind} is not known to this version";
                    return false;
            }
        }
        catch (EdgeRouterException e)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>Puts the reference data in force that a new time brings.</summary>
    /// <param name="universe">Changed.</param>
    internal void AdvanceReference(Universe universe)
    {
        if (Reference is not null && NextReferenceNs <= NowNs)
        {
            Adopt(universe, Reference);
        }
    }

    private void Adopt(Universe universe, ReferenceFile file)
    {
        ReferenceData data = file.Resolve(NowNs);
        universe.Adopt(data.Universe, data.Version);
        Schedule = data.Schedule;
        Reference = file;
        NextReferenceNs = file.NextChangeNs(NowNs);
    }
}
