using EdgeRouter.Core.Reference;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Engine.State;

/// <content>Snapshots, and one number to compare states by.</content>
public sealed partial class RouterState
{
    private const uint Tag = 0x5453_5452; // "RTST"

    /// <summary>A hash of everything that is saved but the time: two states of the same setup that have the same one behave alike from then on. The time is left
    /// out because packets move it, of which a journal need not tell.</summary>
    /// <param name="writer">Scratch; its content is replaced.</param>
    public ulong HashWith(StateWriter writer)
    {
        writer.Clear();
        SaveTimeless(writer);
        return writer.Hash;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(NowNs);
        SaveTimeless(writer);
    }

    private void SaveTimeless(StateWriter writer)
    {
        writer.Write(LastChildId);
        writer.Write(OpenParentCount);
        writer.Write(IsSessionEnded);
        writer.Write(IsStorageLost);
        writer.Write(SelfHelpVenues);
        writer.Write(_transitions.AppliedCount);
        writer.Write(_transitions.DuplicateCount);
        writer.Write(_transitions.LateCount);
        writer.Write(_transitions.ContradictoryCount);
        writer.Write(_transitions.OverFillCount);
        writer.Write(Reference is null ? [] : Reference.CanonicalBytes);
        writer.Write(_referenceNs);
        writer.Write(NextReferenceNs);
        Parents.Save(writer);
        Children.Save(writer);
        EndedParents.Save(writer);
        EndedChildren.Save(writer);
        Marks.Save(writer);
        Risk.Save(writer);
        Venues.Save(writer);
        Health.Save(writer);
        Policies.Save(writer);
        if (Links.HasAny)
        {
            Links.Save(writer);
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        NowNs = reader.ReadInt64();
        LastChildId = reader.ReadInt64();
        OpenParentCount = reader.ReadCount(Parents.Capacity);
        IsSessionEnded = reader.ReadBoolean();
        IsStorageLost = reader.ReadBoolean();
        SelfHelpVenues = reader.ReadUInt64();
        _transitions = new TransitionCounters(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        ReadOnlySpan<byte> reference = reader.ReadBytes();
        long referenceNs = reader.ReadInt64();
        LoadReference(reference, referenceNs, reader.ReadInt64());
        Parents.Load(ref reader);
        Children.Load(ref reader);
        EndedParents.Load(ref reader);
        EndedChildren.Load(ref reader);
        Marks.Load(ref reader);
        Risk.Load(ref reader);
        Venues.Load(ref reader);
        Health.Load(ref reader);
        Policies.Load(ref reader);
        ChildList.Verify(Parents, Children);
        Links.Clear();
        if (!reader.IsAtEnd)
        {
            Links.Load(ref reader);
        }
    }

    // What was in force is worked out again for the time at which it was switched in.
    private void LoadReference(ReadOnlySpan<byte> canonical, long adoptedNs, long nextNs)
    {
        if (!canonical.IsEmpty)
        {
            Adopt(ReferenceFile.Parse(canonical, "saved reference data"), adoptedNs);
            NextReferenceNs = nextNs;
        }
    }
}
