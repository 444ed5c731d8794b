namespace EdgeRouter.Lab.Reports;

/// <summary>Something that must hold in a comparison.</summary>
/// <param name="Claim">What.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Evidence">The figure that decides: the nearest case, or the one that breaks it.</param>
public sealed record Verdict(string Claim, bool Holds, string Evidence);
