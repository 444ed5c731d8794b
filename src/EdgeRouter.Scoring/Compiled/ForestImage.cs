using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>A compiled forest as one block of memory: what is written to a file and mapped from it.</summary>
internal sealed unsafe class ForestImage
{
    /// <summary>Tables begin at multiples of this.</summary>
    public const int Alignment = 64;

    private readonly byte* _base;
    private readonly object _owner;

    /// <summary>Wraps an image that has been built or checked.</summary>
    /// <param name="address">First byte, 64-byte aligned.</param>
    /// <param name="sizeBytes">Its size.</param>
    /// <param name="owner">Keeps the memory alive.</param>
    public ForestImage(nint address, long sizeBytes, object owner)
    {
        _base = (byte*)address;
        SizeBytes = sizeBytes;
        _owner = owner;
    }

    /// <summary>Bytes in all.</summary>
    public long SizeBytes { get; }

    /// <summary>The memory's owner, which lives as long as this.</summary>
    public object Owner => _owner;

    /// <summary>The header.</summary>
    public ref readonly ForestHeader Header => ref *(ForestHeader*)_base;

    /// <summary>Whole image.</summary>
    public ReadOnlySpan<byte> Bytes => new(_base, checked((int)SizeBytes));

    /// <summary>Directory of tables.</summary>
    public ReadOnlySpan<SectionEntry> Sections => new(_base + ForestHeader.SizeBytes, Header.SectionCount);

    /// <summary>Builds an image from tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="models">The models they were made of.</param>
    /// <param name="limits">Lanes.</param>
    /// <exception cref="EdgeRouterException">ER4010: it would be larger than 2 GiB.</exception>
    public static ForestImage Build(ForestTables tables, IReadOnlyList<TreeEnsemble> models, LaneLimits limits)
    {
        SectionBuffer[] sections = [.. tables.All];
        long total = FirstTable(sections.Length);
        var entries = new SectionEntry[sections.Length];
        for (int i = 0; i < sections.Length; i++)
        {
            entries[i] = new SectionEntry
            {
                Section = (int)sections[i].Section,
                ElementBytes = sections[i].ElementBytes,
                Offset = total,
                SizeBytes = sections[i].SizeBytes,
            };
            total = Align(total + sections[i].SizeBytes);
        }

        if (total > int.MaxValue)
        {
            throw TooLarge();
        }

        var region = new NativeRegion(total);
        NativeArray<byte> memory = region.Allocate<byte>(checked((int)total));
        entries.AsSpan().CopyTo(MemoryMarshal.Cast<byte, SectionEntry>(memory.Span[ForestHeader.SizeBytes..]));
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i].Written.CopyTo(memory.Span[(int)entries[i].Offset..]);
        }

        ref ForestHeader header = ref Unsafe.As<byte, ForestHeader>(ref memory[0]);
        header = new ForestHeader
        {
            Magic = ForestHeader.FileMagic,
            Version = ForestHeader.CurrentVersion,
            SectionCount = sections.Length,
            TotalBytes = total,
            ContentHash = CombineHashes(models),
            FeatureCount = models[0].FeatureCount,
            LaneCount = limits.LaneCount,
            RowBytes = limits.RowBytes,
            Library = (int)models[0].Library,
        };
        SHA256.HashData(memory.Span[ForestHeader.SizeBytes..], header.Digest);
        return new ForestImage(memory.Address, total, region);
    }

    /// <summary>One hash for models in their order.</summary>
    /// <param name="models">The models.</param>
    public static ulong CombineHashes(IReadOnlyList<TreeEnsemble> models)
    {
        var bytes = new byte[models.Count * sizeof(ulong)];
        for (int i = 0; i < models.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), models[i].ContentHash);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
    }

    /// <summary>A table.</summary>
    /// <typeparam name="T">Its element.</typeparam>
    /// <param name="section">Which one.</param>
    public ForestTable<T> Table<T>(ForestSection section)
        where T : unmanaged
    {
        foreach (SectionEntry entry in Sections)
        {
            if (entry.Section == (int)section)
            {
                return new ForestTable<T>((T*)(_base + entry.Offset), checked((int)(entry.SizeBytes / sizeof(T))));
            }
        }

        return default;
    }

    /// <summary>The error of a forest of more bytes than can be used.</summary>
    public static EdgeRouterException TooLarge() => EdgeRouterException.BadInput(
        ScoringErrors.CannotCompile,
        $"the forest would be larger than {int.MaxValue} bytes; train fewer or shallower trees, or compile the models apart");

    /// <summary>Where the tables begin.</summary>
    /// <param name="sectionCount">Tables.</param>
    public static long FirstTable(int sectionCount) => Align(EndOfDirectory(sectionCount));

    /// <summary>Where the directory ends.</summary>
    /// <param name="sectionCount">Tables.</param>
    public static long EndOfDirectory(int sectionCount) => ForestHeader.SizeBytes + (sectionCount * (long)Unsafe.SizeOf<SectionEntry>());

    /// <summary>The next multiple of <see cref="Alignment"/>.</summary>
    /// <param name="size">Bytes.</param>
    public static long Align(long size) => (size + Alignment - 1) / Alignment * Alignment;
}
