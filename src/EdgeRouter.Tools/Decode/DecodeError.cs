using System.Globalization;

namespace EdgeRouter.Tools.Decode;

/// <summary>Bytes that are not what they claim.</summary>
/// <param name="Frame">Frame of the capture, 1-based.</param>
/// <param name="OffsetBytes">Where, bytes from the frame's first.</param>
/// <param name="What">What is wrong.</param>
public sealed record DecodeError(long Frame, int OffsetBytes, string What)
{
    /// <summary>One line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"frame {Frame} offset {OffsetBytes}: {What}");
}
