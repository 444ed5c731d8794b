namespace EdgeRouter.Aeron.Memory;

/// <summary>How the pages of a new file come to be.</summary>
public enum FileAllocation
{
    /// <summary>On first touch: cheap to make, costs a page fault each, and a full device kills the process that touches the page.</summary>
    Sparse,

    /// <summary>Space is reserved when the file is made, pages are mapped on first touch.</summary>
    Reserved,

    /// <summary>Space is reserved and every page is mapped when the file is made: no fault later.</summary>
    PreTouched,
}
