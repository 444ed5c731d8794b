namespace EdgeRouter.Simulation.History;

/// <summary>A spell in which the latent price runs one way.</summary>
/// <param name="StartNs">First instant.</param>
/// <param name="EndNs">Last instant.</param>
/// <param name="Direction">+1 up, −1 down.</param>
internal readonly record struct Burst(long StartNs, long EndNs, int Direction);
