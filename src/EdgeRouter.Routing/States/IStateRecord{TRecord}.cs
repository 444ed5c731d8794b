using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>A record of an <see cref="OrderTable{TRecord}"/> that can be saved.</summary>
/// <typeparam name="TRecord">The record itself.</typeparam>
public interface IStateRecord<TRecord>
    where TRecord : struct, IStateRecord<TRecord>
{
    /// <summary>Writes the whole record.</summary>
    /// <param name="writer">Takes it.</param>
    void Save(StateWriter writer);

    /// <summary>Reads a record back.</summary>
    /// <param name="reader">At the place where <see cref="Save"/> began.</param>
    /// <returns>The record.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1140: damaged.</exception>
    static abstract TRecord Load(ref StateReader reader);
}
