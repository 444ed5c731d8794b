namespace EdgeRouter.Scoring.Evaluation;

/// <summary>Which earlier row a row is compared with: what an incremental scorer would have kept.</summary>
public enum ReuseReference
{
    /// <summary>The row at the same position of the previous decision, whatever it was about.</summary>
    PreviousDecision = 0,

    /// <summary>The latest row of the same parent order, venue and action.</summary>
    Parent = 1,

    /// <summary>The latest row of the same instrument, venue and action.</summary>
    Instrument = 2,
}
