namespace EdgeRouter.Engine.TestHost;

/// <summary>What really happened to an order at its venue.</summary>
public sealed class FileVenueOrder
{
    public required long Id { get; init; }

    public required long ParentId { get; init; }

    public required byte Venue { get; init; }

    public required int Instrument { get; init; }

    public required int Sign { get; init; }

    public required long Quantity { get; init; }

    public required long PriceNanos { get; init; }

    /// <summary>Executions in order: id and shares.</summary>
    public List<(ulong Id, long Quantity)> Fills { get; } = [];

    public bool IsCancelled { get; set; }

    public bool IsRejected { get; set; }

    public long Executed => Fills.Sum(f => f.Quantity);

    public bool IsEnded => IsCancelled || IsRejected || Executed == Quantity;
}
