using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>An execution as the venue has it now, with the reports that told of it.</summary>
internal sealed class VenueExecution
{
    public required ulong Id { get; init; }

    public required long Quantity { get; set; }

    public required Price Price { get; set; }

    public bool IsBusted { get; set; }

    /// <summary>Its fill, then its correction or bust.</summary>
    public List<ExecutionReport> Reports { get; } = [];
}
