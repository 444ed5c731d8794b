namespace EdgeRouter.Lab.Environments;

/// <summary>A part of an action: shares for one row of the state.</summary>
/// <param name="Row">Row number, 0 to the row count less one; each at most once in an action.</param>
/// <param name="Quantity">Shares, 0 or more; what is more than remains is cut off.</param>
public readonly record struct RowQuantity(int Row, long Quantity);
