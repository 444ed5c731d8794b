namespace EdgeRouter.Routing.Protection;

/// <summary>How far the quotes of other venues bind an order (DESIGN §5). Values reach configuration files: they must only ever grow.</summary>
public enum ProtectionMode : byte
{
    /// <summary>No trade-through of a protected quote (Regulation NMS, rule 611), and no post that locks or crosses one (rule 610).</summary>
    On = 0,

    /// <summary>The policy alone chooses venues; no child is priced worse than the worst level that its step needs.</summary>
    BestExecutionOnly = 1,

    /// <summary>No rule but limits, ticks, bands and halts.</summary>
    Off = 2,
}
