namespace EdgeRouter.Lab.Tiers;

/// <summary>How one tier waits for another.</summary>
public interface ITierPatience
{
    /// <summary>A wait begins.</summary>
    /// <param name="endsWithTiers">Whether waiting is in vain when another tier's process is gone; false: the link will tell.</param>
    void Begin(bool endsWithTiers);

    /// <summary>Waits a moment, such as by an idle strategy.</summary>
    /// <returns>False when it has taken too long.</returns>
    bool TryWait();
}
