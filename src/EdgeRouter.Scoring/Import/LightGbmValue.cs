namespace EdgeRouter.Scoring.Import;

/// <summary>Where the value of a <c>key=value</c> line stands in the file.</summary>
/// <param name="Start">Byte offset.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Line">Number of the line, from 1; 0 = the key is absent.</param>
internal readonly record struct LightGbmValue(int Start, int Length, int Line)
{
    /// <summary>Whether the key was there.</summary>
    public bool IsPresent => Line > 0;
}
