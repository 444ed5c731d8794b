namespace EdgeRouter.Lab.Tiers;

/// <summary>How one tier waits for another.</summary>
public interface ITierPatience
{
    /// <summary>A wait begins.</summary>
    void Begin();

    /// <summary>Waits a moment, such as by an idle strategy.</summary>
    /// <returns>False when it has taken too long.</returns>
    bool TryWait();
}
