namespace EdgeRouter.Core.Books;

/// <summary>What a price-level update does to its level. Values are those of FIX tag 279 as CME uses it.</summary>
public enum BookAction : byte
{
    /// <summary>Insert the level; deeper levels move down one.</summary>
    New = 0,

    /// <summary>Replace quantity and order count of the level.</summary>
    Change = 1,

    /// <summary>Remove the level; deeper levels move up one.</summary>
    Delete = 2,

    /// <summary>Remove every level of the side.</summary>
    DeleteThrough = 3,

    /// <summary>Remove the levels from the best down to this one.</summary>
    DeleteFrom = 4,

    /// <summary>Replace the level whole, price too.</summary>
    Overlay = 5,
}
