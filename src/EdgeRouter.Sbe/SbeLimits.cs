namespace EdgeRouter.Sbe;

/// <summary>Checks that generated decoders and the walker share.</summary>
public static class SbeLimits
{
    /// <summary>Entries of zero length that a group may claim: they cost no bytes, so that only a count can bound them.</summary>
    public const int EmptyEntriesMax = 65_535;

    /// <summary>Whether a group's header can be true, given the bytes behind it.</summary>
    /// <param name="count">Entries claimed.</param>
    /// <param name="blockLength">Length of an entry's fixed block claimed.</param>
    /// <param name="remainingBytes">Bytes behind the header.</param>
    /// <returns>Whether that many blocks fit.</returns>
    public static bool IsPossibleGroup(long count, long blockLength, int remainingBytes) =>
        count >= 0 && blockLength is >= 0 and <= int.MaxValue && count <= uint.MaxValue
        && (blockLength == 0 ? count <= EmptyEntriesMax : count * blockLength <= remainingBytes);
}
