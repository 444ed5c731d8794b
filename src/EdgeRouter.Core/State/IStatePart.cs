namespace EdgeRouter.Core.State;

/// <summary>A component whose state is saved in snapshots and compared after recovery. What can be worked out again from other state or from the market
/// is left out. A component of the same setup that loads what another saved behaves alike from then on, to the bit.</summary>
public interface IStatePart
{
    /// <summary>Writes the whole state, in an order that depends on the state alone.</summary>
    /// <param name="writer">Takes it.</param>
    void Save(StateWriter writer);

    /// <summary>Replaces the state.</summary>
    /// <param name="reader">At the place where <see cref="Save"/> began.</param>
    /// <exception cref="Errors.EdgeRouterException">ER1140: damaged, or of another setup; the state is then undefined.</exception>
    void Load(ref StateReader reader);
}
