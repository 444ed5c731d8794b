namespace EdgeRouter.Tools.Routing;

/// <summary>A number with its name and unit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value; NaN = not known.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
public readonly record struct NamedValue(string Name, double Value, string Unit);
