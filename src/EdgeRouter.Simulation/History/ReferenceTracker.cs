namespace EdgeRouter.Simulation.History;

/// <summary>Turns the latent price into the makers' reference: it follows only when the price went a given distance, so quotes do not flicker.</summary>
internal static class ReferenceTracker
{
    public static PriceStep[] Track(double openTicks, IReadOnlyList<PriceStep> path, double requoteTicks)
    {
        var moves = new List<PriceStep>(path.Count / 4);
        double reference = openTicks;
        foreach (PriceStep step in path)
        {
            if (Math.Abs(step.Ticks - reference) >= requoteTicks)
            {
                reference = step.Ticks;
                moves.Add(step);
            }
        }

        return [.. moves];
    }
}
