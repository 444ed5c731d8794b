namespace EdgeRouter.Simulation.History;

/// <summary>Why somebody takes.</summary>
internal enum TakerKind : byte
{
    /// <summary>Wants shares; takes the cheapest displayed quotes, fees included.</summary>
    Natural = 0,

    /// <summary>Takes only quotes that the latent price has left behind.</summary>
    PickOff = 1,

    /// <summary>Takes what is worth taking at the price that it expects.</summary>
    Informed = 2,
}
