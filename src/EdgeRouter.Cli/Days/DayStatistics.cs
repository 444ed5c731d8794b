using System.Buffers.Binary;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Engine.State;
using EdgeRouter.Lab;

namespace EdgeRouter.Cli.Days;

/// <summary>What a router learned of venues, as one file that goes from day to day: little-endian magic, version, then the venue statistics and the estimates of
/// hidden volume with their lengths, then a hash of all before it.</summary>
/// <param name="VenueStatistics">Statistics of venues.</param>
/// <param name="FillEstimates">Estimates of hidden volume.</param>
internal sealed record DayStatistics(byte[] VenueStatistics, byte[] FillEstimates)
{
    private const uint Magic = 0x5344_5245; // "ERDS"
    private const int FormatVersion = 1;
    private const int HeaderBytes = 16;
    private const int HashBytes = sizeof(ulong);

    /// <summary>What a router knows now.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="universe">Names instruments and venues.</param>
    public static DayStatistics Of(RouterState state, Universe universe) => new(state.Venues.Save(universe), state.Policies.HiddenVolume.SaveDay());

    /// <summary>What a run begins with; nothing where no file is named or there is none yet.</summary>
    /// <param name="path">The file, or null.</param>
    /// <exception cref="EdgeRouterException">ER9083: the file is no such file, or damaged, or of a newer version.</exception>
    public static IReadOnlyList<LabConfiguration> ConfigurationsOf(string? path)
    {
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        DayStatistics day = Parse(File.ReadAllBytes(path), path);
        return
        [
            new LabConfiguration(ConfigurationKind.VenueStatistics, day.VenueStatistics, path),
            new LabConfiguration(ConfigurationKind.FillEstimates, day.FillEstimates, path),
        ];
    }

    /// <summary>Writes the file: an older one is replaced as a whole or not at all.</summary>
    /// <param name="path">The file.</param>
    public void Save(string path)
    {
        string beside = path + ".tmp";
        File.WriteAllBytes(beside, Format());
        File.Move(beside, path, overwrite: true);
    }

    private static DayStatistics Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < HeaderBytes + HashBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw Bad(path, "holds no statistics of earlier days");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (version > FormatVersion)
        {
            throw Bad(path, FormattableString.Invariant($"has version {version}, this program reads up to {FormatVersion}"));
        }

        long venues = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        long estimates = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (HeaderBytes + venues + estimates + HashBytes != bytes.Length
            || StateWriter.HashOf(bytes[..^HashBytes]) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[^HashBytes..]))
        {
            throw Bad(path, "is damaged");
        }

        ReadOnlySpan<byte> content = bytes[HeaderBytes..^HashBytes];
        return new DayStatistics([.. content[..(int)venues]], [.. content[(int)venues..]]);
    }

    private byte[] Format()
    {
        byte[] bytes = new byte[HeaderBytes + VenueStatistics.Length + FillEstimates.Length + HashBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), VenueStatistics.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), FillEstimates.Length);
        VenueStatistics.CopyTo(bytes, HeaderBytes);
        FillEstimates.CopyTo(bytes, HeaderBytes + VenueStatistics.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(bytes.Length - HashBytes), StateWriter.HashOf(bytes.AsSpan(0, bytes.Length - HashBytes)));
        return bytes;
    }

    private static EdgeRouterException Bad(string path, string what) => EdgeRouterException.BadInput("ER9083", $"--statistics '{path}' {what}: name another file, or remove it to start without");
}
