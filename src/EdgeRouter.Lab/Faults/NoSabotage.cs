namespace EdgeRouter.Lab.Faults;

/// <summary>The router as it is.</summary>
internal sealed class NoSabotage : Saboteur;
