namespace EdgeRouter.Simulation.Parameters;

/// <summary>What the schedule makes happen.</summary>
public enum ScheduleKind
{
    /// <summary>An instrument does not trade, at one venue or at all of them.</summary>
    Halt = 0,

    /// <summary>A venue is silent and answers nothing.</summary>
    Outage = 1,

    /// <summary>A venue is another venue from the start on, and itself again at the end where there is one.</summary>
    QualityChange = 2,

    /// <summary>News about an instrument, or about all of them.</summary>
    News = 3,

    /// <summary>A surge of activity in an instrument, or in all of them.</summary>
    Surge = 4,
}
