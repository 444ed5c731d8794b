namespace EdgeRouter.Aeron.Cnc;

/// <summary>The file by which clients find their driver (AERON.md §2): 128 bytes, then five buffers back to back.</summary>
internal static class CncLayout
{
    /// <summary>Its name in the directory.</summary>
    public const string FileName = "cnc.dat";

    /// <summary>Its version, 0.2.0: packed as major, minor and patch.</summary>
    public const int Version = 0x000200;

    /// <summary>Buffers in the file.</summary>
    public const int BufferCount = 5;

    /// <summary>Bytes before the buffers.</summary>
    public const int MetadataBytes = 128;

    /// <summary>Version; 0 while the driver is not ready.</summary>
    public const int VersionOffset = 0;

    /// <summary>Bytes of the five buffers, 4 bytes each: ring to the driver, buffer to clients, counters' descriptions, their values, error log.</summary>
    public const int LengthsOffset = 4;

    /// <summary>How long a client may be silent, ns.</summary>
    public const int ClientLivenessNsOffset = 24;

    /// <summary>When the driver began, ms since the epoch.</summary>
    public const int StartMsOffset = 32;

    /// <summary>The driver's process.</summary>
    public const int ProcessIdOffset = 40;

    /// <summary>Bytes of a page of log buffers; 0 = 4,096.</summary>
    public const int PageBytesOffset = 48;

    /// <summary>Our own mark, in bytes that others neither read nor write.</summary>
    public const int MarkOffset = 120;

    /// <summary>Says that a driver of this kind made the file: such a one also holds a lock on the directory while it lives.</summary>
    public const long Mark = 0x52_45_54_55_4F_52_47_45;

    /// <summary>The major part of a packed version.</summary>
    /// <param name="version">The version.</param>
    public static int Major(int version) => (version >> 16) & 0xFF;
}
