namespace EdgeRouter.Simulation.History;

/// <summary>The latent price from an instant on.</summary>
/// <param name="TimeNs">From when.</param>
/// <param name="Ticks">Price in ticks, with fraction.</param>
internal readonly record struct PriceStep(long TimeNs, double Ticks);
