using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os;

/// <summary>How much of a file its device really holds: less than its length where pages come on first touch.</summary>
internal static unsafe partial class FileBlocks
{
    private const int WorkingFolder = -100;
    private const uint Blocks = 0x400;
    private const int ResultBytes = 256;
    private const int BlocksOffset = 48;
    private const int BlockBytes = 512;

    /// <summary>Bytes that the device holds.</summary>
    /// <param name="path">The file.</param>
    /// <returns>0: there is no such file, or it holds none.</returns>
    public static long HeldBytes(string path)
    {
        Span<byte> result = stackalloc byte[ResultBytes];
        result.Clear();
        fixed (byte* to = result)
        {
            return Status(WorkingFolder, path, 0, Blocks, to) == 0 ? BinaryPrimitives.ReadInt64LittleEndian(result[BlocksOffset..]) * BlockBytes : 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, byte* result);
}
