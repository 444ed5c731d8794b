using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Checks a forest image that comes from outside before an evaluator may see it.</summary>
/// <remarks>From outside to inside: header, checksum, directory; then the models; then the tables. Tables that say the same in another form
/// are not checked number by number: lanes and trees are read from one table each (the double or single cuts, the walk nodes), all tables
/// are built from them as the compiler does it, and must have the same bytes. So a table that the compiler learns to add needs no check here.</remarks>
internal sealed class ForestReader
{
    private readonly ForestImage _image;
    private readonly ForestFault _fault;
    private readonly ForestTables _rebuilt = new();

    /// <summary>Prepares to check.</summary>
    /// <param name="image">At least a header long; untrusted.</param>
    /// <param name="fault">Makes the errors.</param>
    public ForestReader(ForestImage image, ForestFault fault)
    {
        _image = image;
        _fault = fault;
    }

    /// <summary>Checks everything.</summary>
    /// <returns>The forest.</returns>
    public CompiledForest Read()
    {
        CheckHeader();
        CheckDirectory();
        TreeEnsemble[] models = ReadModels();
        CheckAgainst(models);
        var view = new ForestView(_image);
        new LaneReader(view, _fault).Rebuild(_rebuilt);
        new TreeReader(view, models, _fault).Rebuild(_rebuilt);
        CompareTables();
        return new CompiledForest(_image, models);
    }

    private void CheckHeader()
    {
        ref readonly ForestHeader header = ref _image.Header;
        _fault.Check(header.Magic == ForestHeader.FileMagic, "it does not begin with ERFOREST");
        if (header.Version != ForestHeader.CurrentVersion)
        {
            throw _fault.WrongVersion(header.Version);
        }

        _fault.Check(header.TotalBytes == _image.SizeBytes, $"its header says {header.TotalBytes} bytes, it has {_image.SizeBytes}");
        _fault.Check(!((ReadOnlySpan<byte>)header.Reserved).ContainsAnyExcept((byte)0), "the reserved bytes of its header are not zero");
        _fault.Check(header.LaneCount is >= 0 and <= LanePlan.MaxLanes, $"{header.LaneCount} lanes");
        _fault.Check(header.RowBytes == new LaneLimits(header.LaneCount).RowBytes, $"{header.RowBytes} bytes of a row's codes for {header.LaneCount} lanes");
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_image.Bytes[ForestHeader.SizeBytes..], digest);
        if (!digest.SequenceEqual(header.Digest))
        {
            throw _fault.WrongDigest();
        }
    }

    // The compiler's own list of tables, in its order, each behind the one before: nothing overlaps and no byte is without meaning.
    private void CheckDirectory()
    {
        SectionBuffer[] expected = [.. _rebuilt.All];
        long end = ForestImage.FirstTable(expected.Length);
        _fault.Check(_image.Header.SectionCount == expected.Length && end <= _image.SizeBytes, $"{_image.Header.SectionCount} tables instead of {expected.Length}");
        for (int i = 0; i < expected.Length; i++)
        {
            SectionEntry entry = _image.Sections[i];
            _fault.Place = $"table {expected[i].Section}";
            _fault.Check(entry.Section == (int)expected[i].Section, $"table {entry.Section} stands in its place");
            _fault.Check(entry.ElementBytes == expected[i].ElementBytes, $"elements of {entry.ElementBytes} bytes instead of {expected[i].ElementBytes}");
            _fault.Check(entry.Offset == end, $"it begins at byte {entry.Offset} instead of {end}");
            _fault.Check(entry.SizeBytes >= 0 && entry.SizeBytes <= _image.SizeBytes - end && entry.SizeBytes % entry.ElementBytes == 0, $"it has {entry.SizeBytes} bytes");
            end = ForestImage.Align(end + entry.SizeBytes);
            _fault.Check(end <= _image.SizeBytes && IsZero(entry.Offset + entry.SizeBytes, end), "it is not padded with zeros");
        }

        _fault.Place = string.Empty;
        _fault.Check(end == _image.SizeBytes && IsZero(ForestImage.EndOfDirectory(expected.Length), ForestImage.FirstTable(expected.Length)), "bytes follow its last table");
    }

    private TreeEnsemble[] ReadModels()
    {
        ReadOnlySpan<byte> all = Bytes(ForestSection.Models);
        ReadOnlySpan<long> sizes = MemoryMarshal.Cast<byte, long>(Bytes(ForestSection.ModelSizes));
        _fault.Check(!sizes.IsEmpty, "it has no model");
        var models = new List<TreeEnsemble>();
        foreach (long size in sizes)
        {
            _fault.Place = $"model {models.Count}";
            long padded = ForestTables.PadModel(Math.Clamp(size, 0, _image.SizeBytes));
            _fault.Check(size > 0 && padded <= all.Length, $"it has {size} bytes");
            models.Add(EnsembleReader.Read(all[..(int)size], _fault));
            _rebuilt.AddModel(all[..(int)size]);
            all = all[(int)padded..];
        }

        _fault.Place = string.Empty;
        return [.. models];
    }

    private void CheckAgainst(TreeEnsemble[] models)
    {
        ref readonly ForestHeader header = ref _image.Header;
        _fault.Check(header.ContentHash == ForestImage.CombineHashes(models), "the content hash is not that of its models");
        for (int m = 0; m < models.Length; m++)
        {
            _fault.Check((int)models[m].Library == header.Library, $"model {m} is of another library than the header says");
            _fault.Check(models[m].FeatureCount == header.FeatureCount, $"model {m} has {models[m].FeatureCount} features, the header says {header.FeatureCount}");
            _fault.Check(models[m].FeatureNames.SequenceEqual(models[0].FeatureNames), $"model {m} has other features than the first one");
        }
    }

    private void CompareTables()
    {
        foreach (SectionBuffer table in _rebuilt.All)
        {
            ReadOnlySpan<byte> bytes = Bytes(table.Section);
            int same = bytes.CommonPrefixLength(table.Written);
            _fault.Check(same == bytes.Length && same == table.SizeBytes, $"table {table.Section} does not fit the others from its byte {same} on");
        }
    }

    private bool IsZero(long start, long end) => !_image.Bytes[(int)start..(int)end].ContainsAnyExcept((byte)0);

    private ReadOnlySpan<byte> Bytes(ForestSection section) => _image.Table<byte>(section).Span;
}
