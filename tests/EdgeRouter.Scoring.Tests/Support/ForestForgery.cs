using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeRouter.Core.Memory;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>The bytes of a forest file to be damaged, with the checksums made right again.</summary>
internal sealed class ForestForgery
{
    private const int DigestOffset = 32;
    private const int HashOffset = 24;

    private readonly int _tables;

    public ForestForgery(CompiledForest forest)
    {
        Original = forest.Image.Bytes.ToArray();
        Bytes = [.. Original];
        _tables = forest.Image.Sections.Length;
    }

    public byte[] Original { get; }

    public byte[] Bytes { get; set; }

    /// <summary>A table, for reading and damaging.</summary>
    public Span<T> Table<T>(ForestSection section)
        where T : unmanaged
    {
        foreach (SectionEntry entry in Directory)
        {
            if (entry.Section == (int)section)
            {
                return MemoryMarshal.Cast<byte, T>(Bytes.AsSpan((int)entry.Offset, (int)entry.SizeBytes));
            }
        }

        throw new ArgumentException("No such table.", nameof(section));
    }

    public Span<SectionEntry> Directory => MemoryMarshal.Cast<byte, SectionEntry>(Bytes.AsSpan(ForestHeader.SizeBytes))[.._tables];

    /// <summary>Checks bytes as a file's would be, without a file: at least a header.</summary>
    public static CompiledForest Open(byte[] bytes, string name)
    {
        var region = new NativeRegion(bytes.Length);
        NativeArray<byte> memory = region.Allocate<byte>(bytes.Length);
        bytes.CopyTo(memory.Span);
        return new ForestReader(new ForestImage(memory.Address, bytes.Length, region), new ForestFault(name)).Read();
    }

    /// <summary>The bytes of tables that are not the original ones.</summary>
    public string DescribeDamage() => string.Join(", ",
        from entry in Directory.ToArray()
        from at in Enumerable.Range(0, (int)entry.SizeBytes)
        let place = (int)entry.Offset + at
        where Bytes[place] != Original[place]
        select $"{(ForestSection)entry.Section} byte {at}: {Original[place]:x2} -> {Bytes[place]:x2}");

    public void Restore() => Bytes = [.. Original];

    /// <summary>The checksum of what the bytes are now.</summary>
    public void SealDigest() => SHA256.HashData(Bytes.AsSpan(ForestHeader.SizeBytes), Bytes.AsSpan(DigestOffset, 32));

    /// <summary>The checksum and the content hash of what the bytes are now; sizes of models must be right.</summary>
    public void SealModels()
    {
        var hashes = new List<byte>();
        ReadOnlySpan<byte> models = Table<byte>(ForestSection.Models);
        foreach (long size in Table<long>(ForestSection.ModelSizes))
        {
            hashes.AddRange(SHA256.HashData(models[..(int)size])[..8]);
            models = models[(int)((size + 7) / 8 * 8)..];
        }

        BinaryPrimitives.WriteUInt64LittleEndian(Bytes.AsSpan(HashOffset), BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(hashes.ToArray())));
        SealDigest();
    }
}
