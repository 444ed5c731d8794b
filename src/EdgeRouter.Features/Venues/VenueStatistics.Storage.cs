using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Features.Venues;

/// <content>Saving at the end of a day, loading at the start of the next. Little-endian: magic, version, then venues by name with their
/// answer times and top cells, then instrument cells by symbol and venue name, then a checksum.</content>
public sealed partial class VenueStatistics
{
    private const uint Magic = 0x5356_5245; // "ERVS"
    private const int FormatVersion = 1;

    /// <summary>The long-lived statistics as bytes, all aged to the moment of the latest change: cells that were quiet for hours weigh less tomorrow, too.
    /// Children under way and the memory of last fills and misses are of the day and left out.</summary>
    /// <param name="universe">Names instruments and venues.</param>
    public byte[] Save(Universe universe)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(universe.Venues.Length);
        writer.Write(universe.Instruments.Length);
        foreach (Venue venue in universe.Venues)
        {
            writer.Write(venue.Name);
            foreach (int count in _answers.CountsOf(venue.Id.Value))
            {
                writer.Write(count);
            }
        }

        foreach (Instrument instrument in universe.Instruments)
        {
            writer.Write(instrument.Symbol);
        }

        long asOfNs = 0;
        ForEachCell(universe.Venues.Length, universe.Instruments.Length, (ref VenueCell cell) => asOfNs = Math.Max(asOfNs, Math.Max(cell.LastNs, cell.LastImpactNs)));
        ForEachCell(universe.Venues.Length, universe.Instruments.Length, (ref VenueCell cell) => Write(writer, Aged(cell, asOfNs)));
        writer.Flush();
        writer.Write(Checksum(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Takes saved statistics over. Venues and instruments are matched by name; those that are gone are dropped. Ageing starts anew
    /// with the first change, so that a night does not wipe out a day. Nothing changes where the bytes are refused.</summary>
    /// <param name="bytes">What <see cref="Save(Universe)"/> gave.</param>
    /// <param name="universe">Names instruments and venues.</param>
    /// <exception cref="EdgeRouterException">ER4081: not such bytes, or damaged; ER4082: from a newer version.</exception>
    public void Load(ReadOnlySpan<byte> bytes, Universe universe)
    {
        CheckFrame(bytes);
        byte[] content = bytes[8..^8].ToArray();
        try
        {
            Read(content, universe, isApplied: false);
            Read(content, universe, isApplied: true);
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or IOException)
        {
            throw EdgeRouterException.BadInput("ER4081", "venue statistics end too early or name no text; start without them", e);
        }
    }

    private delegate void CellAction(ref VenueCell cell);

    private static void CheckFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw EdgeRouterException.BadInput("ER4081", $"{bytes.Length} bytes are no venue statistics; start without them");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (version > FormatVersion)
        {
            throw EdgeRouterException.BadInput("ER4082", $"venue statistics have version {version}, this program reads up to {FormatVersion}; use a newer one");
        }

        if (version < 1 || BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]) != Checksum(bytes[..^8]))
        {
            throw EdgeRouterException.BadInput("ER4081", "venue statistics are damaged: the checksum differs; start without them");
        }
    }

    private void Read(byte[] content, Universe universe, bool isApplied)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        int[] venues = new int[CheckedCount(reader.ReadInt32(), Universe.VenueCountMax)];
        int[] instruments = new int[CheckedCount(reader.ReadInt32(), 1 << 20)];
        for (int v = 0; v < venues.Length; v++)
        {
            int venue = IndexOf(universe.Venues, reader.ReadString(), venue => venue.Name);
            venues[v] = isApplied ? venue : -1;
            ReadAnswers(reader, venues[v]);
        }

        for (int i = 0; i < instruments.Length; i++)
        {
            instruments[i] = IndexOf(universe.Instruments, reader.ReadString(), instrument => instrument.Symbol);
        }

        ReadCells(reader, venues, instruments);
        Require(reader.BaseStream.Position == content.Length, "go on behind their end");
    }

    private void ReadAnswers(BinaryReader reader, int venue)
    {
        for (int bucket = 0; bucket < LatencySketch.BucketCount; bucket++)
        {
            int count = reader.ReadInt32();
            Require(count is >= 0 and <= LatencySketch.HalvingCount, $"count {count} answers of one time");
            if (venue >= 0)
            {
                _answers.CountsOf(venue)[bucket] = count;
            }
        }

        if (venue >= 0)
        {
            _answers.Recount(venue);
        }
    }

    private void ReadCells(BinaryReader reader, int[] venues, int[] instruments)
    {
        foreach (int venue in venues)
        {
            for (int action = 0; action < ActionCount; action++)
            {
                Take(reader, venue, 0, 0, (RouteAction)action, 0);
                foreach (int instrument in instruments)
                {
                    Take(reader, venue, 1, instrument, (RouteAction)action, 0);
                    for (int bucket = 0; bucket < SizeBucketCount; bucket++)
                    {
                        Take(reader, venue, 2, instrument, (RouteAction)action, bucket);
                    }
                }
            }
        }
    }

    private void Take(BinaryReader reader, int venue, int level, int instrument, RouteAction action, int bucket)
    {
        VenueCell cell = ReadCell(reader);
        Require(cell.IsSound, "hold sums that no orders can leave");
        if (venue >= 0 && instrument >= 0)
        {
            CellOf(level, venue, action, instrument, bucket) = cell;
        }
    }

    private VenueCell Aged(VenueCell cell, long asOfNs)
    {
        cell.DecayTo(asOfNs, _options.HalfLifeNs);
        cell.DecayImpactTo(asOfNs, _options.ImpactHalfLifeNs);
        return cell;
    }

    private void ForEachCell(int venueCount, int instrumentCount, CellAction action)
    {
        for (int venue = 0; venue < venueCount; venue++)
        {
            for (int a = 0; a < ActionCount; a++)
            {
                action(ref CellOf(0, venue, (RouteAction)a, 0, 0));
                for (int instrument = 0; instrument < instrumentCount; instrument++)
                {
                    action(ref CellOf(1, venue, (RouteAction)a, instrument, 0));
                    for (int bucket = 0; bucket < SizeBucketCount; bucket++)
                    {
                        action(ref CellOf(2, venue, (RouteAction)a, instrument, bucket));
                    }
                }
            }
        }
    }

    private static void Write(BinaryWriter writer, in VenueCell cell)
    {
        Span<double> values = stackalloc double[VenueCell.ValueCount];
        cell.CopyTo(values);
        foreach (double value in values)
        {
            writer.Write(value);
        }
    }

    private static VenueCell ReadCell(BinaryReader reader)
    {
        Span<double> values = stackalloc double[VenueCell.ValueCount];
        foreach (ref double value in values)
        {
            value = reader.ReadDouble();
        }

        return VenueCell.Of(values);
    }

    private static int IndexOf<T>(ReadOnlySpan<T> items, string name, Func<T, string> nameOf)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (string.Equals(nameOf(items[i]), name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static int CheckedCount(int count, int max)
    {
        Require(count >= 0 && count <= max, $"name {count} entries");
        return count;
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw EdgeRouterException.BadInput("ER4081", $"venue statistics {fault}; they are damaged: start without them");
        }
    }

    private static ulong Checksum(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14_695_981_039_346_656_037; // FNV-1a
        foreach (byte b in bytes)
        {
            hash = (hash ^ b) * 1_099_511_628_211;
        }

        return hash;
    }
}
