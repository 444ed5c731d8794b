using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Looks at nothing: for walks whose result is all that is wanted.</summary>
public readonly struct SbeCountingVisitor : ISbeVisitor
{
    /// <inheritdoc/>
    public void OnMessage(SbeMessage message, int version)
    {
    }

    /// <inheritdoc/>
    public void OnField(SbeField field, ReadOnlySpan<byte> bytes)
    {
    }

    /// <inheritdoc/>
    public void OnGroup(SbeGroup group, long count)
    {
    }

    /// <inheritdoc/>
    public void OnEntry(SbeGroup group, long index)
    {
    }

    /// <inheritdoc/>
    public void OnEntryEnd(SbeGroup group)
    {
    }

    /// <inheritdoc/>
    public void OnGroupEnd(SbeGroup group)
    {
    }

    /// <inheritdoc/>
    public void OnData(SbeData data, ReadOnlySpan<byte> bytes)
    {
    }

    /// <inheritdoc/>
    public void OnMessageEnd(in SbeWalkResult result)
    {
    }
}
