using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>The first bytes of a compiled forest, in memory and in a file alike, little-endian. <see cref="SectionEntry"/>s follow, then the tables,
/// each at a multiple of 64 bytes. Every place is an offset from the first byte: the forest works wherever it is mapped.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForestHeader
{
    /// <summary>"ERFOREST" read as a little-endian number.</summary>
    public const ulong FileMagic = 0x5453_4552_4F46_5245;

    /// <summary>Version of the form.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Bytes of the header.</summary>
    public const int SizeBytes = 128;

    public ulong Magic;
    public int Version;
    public int SectionCount;
    public long TotalBytes;
    public ulong ContentHash;

    /// <summary>SHA-256 of everything behind the header.</summary>
    public Sha256Digest Digest;
    public int FeatureCount;
    public int LaneCount;
    public int RowBytes;
    public int Library;
    public Padding Reserved;

    /// <summary>32 bytes.</summary>
    [InlineArray(32)]
    internal struct Sha256Digest
    {
        public byte First;
    }

    /// <summary>Zeros up to <see cref="SizeBytes"/>.</summary>
    [InlineArray(48)]
    internal struct Padding
    {
        public byte First;
    }
}
