using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Engine.State;

/// <summary>How far the router took what the gateways of its venues sent: the last number of each venue's gateway, and the journal that it counts in. Nothing is
/// saved where no link was ever used.</summary>
public sealed class LinkPositions : IStatePart
{
    private const uint Tag = 0x534B_4E4C; // "LNKS"
    private readonly ulong[] _journalIds;
    private readonly long[] _taken;

    /// <summary>Creates positions before the first message.</summary>
    /// <param name="venueCount">Venues of the universe.</param>
    public LinkPositions(int venueCount)
    {
        _journalIds = new ulong[venueCount];
        _taken = new long[venueCount];
    }

    /// <summary>Whether any venue is behind a link.</summary>
    public bool HasAny
    {
        get
        {
            foreach (ulong id in _journalIds)
            {
                if (id != 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The journal that a venue's gateway speaks from; 0 = it has none.</summary>
    /// <param name="venue">Index of the venue.</param>
    public ulong JournalIdOf(int venue) => _journalIds[venue];

    /// <summary>The last number that came with this venue's name; its gateway's last is the highest of its venues.</summary>
    /// <param name="venue">Index of the venue.</param>
    public long TakenOf(int venue) => _taken[venue];

    /// <summary>A venue's gateway speaks from a journal.</summary>
    /// <param name="input">As journaled.</param>
    /// <returns>False when there is no such venue, or the numbers make no sense.</returns>
    internal bool TryJoin(in ControlInput input)
    {
        if (input.VenueId.Value >= _taken.Length || input.Value == 0 || input.Value2 < 0)
        {
            return false;
        }

        _journalIds[input.VenueId.Value] = (ulong)input.Value;
        _taken[input.VenueId.Value] = input.Value2;
        return true;
    }

    /// <summary>Something came by a link.</summary>
    /// <param name="venueId">Whose gateway said it.</param>
    /// <param name="linkSequence">Its number, by <see cref="LinkNumber"/>; 0 = it did not come by a link.</param>
    internal void Note(VenueId venueId, uint linkSequence)
    {
        if (venueId.Value < _taken.Length)
        {
            _taken[venueId.Value] = LinkNumber.Extend(_taken[venueId.Value], linkSequence);
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(_taken.Length);
        for (int i = 0; i < _taken.Length; i++)
        {
            writer.Write(_journalIds[i]);
            writer.Write(_taken[i]);
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        int count = reader.ReadCount(_taken.Length);
        Clear();
        for (int i = 0; i < count; i++)
        {
            _journalIds[i] = reader.ReadUInt64();
            _taken[i] = reader.ReadInt64();
        }
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        Array.Clear(_journalIds);
        Array.Clear(_taken);
    }
}
