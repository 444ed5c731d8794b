using System.Runtime.InteropServices;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Where a table of a compiled forest stands.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SectionEntry
{
    /// <summary>A <see cref="ForestSection"/>.</summary>
    public int Section;

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes;

    /// <summary>First byte, from the beginning of the forest.</summary>
    public long Offset;

    /// <summary>Bytes of the table.</summary>
    public long SizeBytes;
}
