namespace EdgeRouter.Feedback.Store;

/// <summary>Why a stored report moves no shares (<c>executions.quarantine</c>). Values reach disk: they must only ever grow.</summary>
public enum ReportQuarantine : byte
{
    /// <summary>It is taken.</summary>
    None = 0,

    /// <summary>The same execution was reported before.</summary>
    Repeated = 1,

    /// <summary>The run sent no such child order.</summary>
    UnknownOrder = 2,

    /// <summary>A correction or bust of an execution that was not reported, or not yet.</summary>
    UnknownExecution = 3,

    /// <summary>A fill or correction of a quantity that no order has: zero or less for a fill, negative for a correction, or above a million million.</summary>
    ImpossibleQuantity = 4,
}
