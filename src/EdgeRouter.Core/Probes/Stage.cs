namespace EdgeRouter.Core.Probes;

/// <summary>A stage of the tick-to-order path whose duration is measured.</summary>
public enum Stage : byte
{
    /// <summary>Packet bytes to book events, without the books' own work.</summary>
    Decode = 0,

    /// <summary>Book events to books.</summary>
    Book = 1,

    /// <summary>Books and order to feature rows.</summary>
    Features = 2,

    /// <summary>Rows to scores.</summary>
    Score = 3,

    /// <summary>Scores to child orders, risk gate and journal included.</summary>
    Waterfall = 4,

    /// <summary>Parent order or report in, to child orders out.</summary>
    Total = 5,
}
