using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Holds a log buffer file of somebody else against what it says of itself.</summary>
internal static class LogMetadataReader
{
    /// <summary>What is wrong with a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="termBytes">Bytes of a term when nothing is.</param>
    /// <param name="mtuBytes">Longest frame when nothing is.</param>
    /// <returns>Null: nothing.</returns>
    public static string? FaultOf(MappedFile file, out int termBytes, out int mtuBytes)
    {
        termBytes = 0;
        mtuBytes = 0;
        if (file.SizeBytes < ((long)LogLayout.PartitionCount * LogLayout.TermBytesMin) + LogLayout.MetadataBytes)
        {
            return $"{file.SizeBytes} bytes are too few";
        }

        AtomicBuffer metadata = file.Slice(file.SizeBytes - LogLayout.MetadataBytes, LogLayout.MetadataBytes);
        termBytes = metadata.GetInt32(LogLayout.TermBytesOffset);
        int pageBytes = metadata.GetInt32(LogLayout.PageBytesOffset);
        mtuBytes = metadata.GetInt32(LogLayout.MtuOffset);
        int headerBytes = metadata.GetInt32(LogLayout.DefaultHeaderBytesOffset);
        if (!LogMetadataWriter.IsSize(termBytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax))
        {
            return $"terms of {termBytes} bytes";
        }

        if (!LogMetadataWriter.IsSize(pageBytes, LogLayout.PageBytesMin, LogLayout.PageBytesMax))
        {
            return $"pages of {pageBytes} bytes";
        }

        if (LogLayout.FileBytes(termBytes, pageBytes) != file.SizeBytes)
        {
            return $"terms of {termBytes} bytes do not make a file of {file.SizeBytes}";
        }

        if (!LogMetadataWriter.IsMtu(mtuBytes))
        {
            return $"frames of up to {mtuBytes} bytes";
        }

        return headerBytes == FrameLayout.HeaderBytes ? null : $"frame headers of {headerBytes} bytes";
    }
}
