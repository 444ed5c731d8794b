namespace EdgeRouter.Simulation.Matching;

/// <summary>Hears of every fill while it happens. Must not change any book.</summary>
internal interface IExecutionListener
{
    /// <summary>A fill.</summary>
    /// <param name="exchange">Where.</param>
    /// <param name="instrument">Of what.</param>
    /// <param name="execution">What.</param>
    void OnExecution(Exchange exchange, int instrument, in Execution execution);
}
