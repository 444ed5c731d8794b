using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Reference;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.State;

/// <content>Limits, reference data and statistics that come while the router runs. Control plane: allocates.</content>
public sealed partial class RouterState
{
    private long _referenceNs;

    /// <summary>Reference data that were loaded; null = none.</summary>
    public ReferenceFile? Reference { get; private set; }

    /// <summary>When which venue is open; always, until reference data say otherwise.</summary>
    public TradingSchedule Schedule { get; private set; }

    /// <summary>When the reference data in force change next; <see cref="long.MaxValue"/> = never.</summary>
    public long NextReferenceNs { get; private set; } = long.MaxValue;

    /// <summary>Checks a configuration as a whole and puts it in force, or leaves everything as it was.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">The whole of it.</param>
    /// <param name="problem">Why it was refused, one line; empty otherwise.</param>
    /// <returns>Whether it is in force.</returns>
    public bool TryConfigure(ConfigurationKind kind, ReadOnlySpan<byte> content, out string problem)
    {
        problem = string.Empty;
        try
        {
            return kind switch
            {
                ConfigurationKind.Setup => true,
                ConfigurationKind.RiskLimits => Risk.TryReload(RiskLimitsJson.Parse(content, _universe), out problem),
                ConfigurationKind.ReferenceData => TrySwitch(ReferenceFile.Parse(content, "reference data"), out problem),
                ConfigurationKind.VenueStatistics => TryLoadDay(content),
                ConfigurationKind.FillEstimates => TryLoadEstimates(content),
                _ => IsUnknown(kind, out problem),
            };
        }
        catch (EdgeRouterException e)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>Puts the reference data in force that a new time brings.</summary>
    /// <returns>Whether anything was switched.</returns>
    internal bool AdvanceReference()
    {
        if (Reference is null || NextReferenceNs > NowNs)
        {
            return false;
        }

        if (NowNs >= Reference.ValidUntilNs)
        {
            // Beyond the file's last day nothing trades: its schedule is closed everywhere.
            NextReferenceNs = long.MaxValue;
            return false;
        }

        Adopt(Reference, NowNs);
        return true;
    }

    private static bool IsUnknown(ConfigurationKind kind, out string problem)
    {
        problem = $"configuration kind {(int)kind} is not known to this version";
        return false;
    }

    private bool TryLoadDay(ReadOnlySpan<byte> content)
    {
        Venues.Load(content, _universe);
        return true;
    }

    private bool TrySwitch(ReferenceFile file, out string problem)
    {
        bool isOver = NowNs >= file.ValidUntilNs;
        problem = isOver ? "reference data: its last day is over; send a file that is valid now" : string.Empty;
        return !isOver && TryAdopt(file);
    }

    private bool TryLoadEstimates(ReadOnlySpan<byte> content)
    {
        Policies.HiddenVolume.LoadDay(content);
        return true;
    }

    private bool TryAdopt(ReferenceFile file)
    {
        Adopt(file, NowNs);
        return true;
    }

    private void Adopt(ReferenceFile file, long nowNs)
    {
        ReferenceData data = file.Resolve(nowNs);
        _universe.Adopt(data.Universe, data.Version);
        Schedule = data.Schedule;
        Reference = file;
        _referenceNs = nowNs;
        NextReferenceNs = file.NextChangeNs(nowNs);
    }
}
