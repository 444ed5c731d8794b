using System.Globalization;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Says what is wrong with a message that a walk did not read whole.</summary>
internal static class MessageFault
{
    /// <summary>Describes the fault.</summary>
    /// <param name="walker">Walker of the message's schema.</param>
    /// <param name="message">The message.</param>
    /// <param name="result">What the walk met.</param>
    /// <param name="offset">Where the fault lies, bytes from the message's first.</param>
    public static string Describe(SbeWalker walker, ReadOnlySpan<byte> message, in SbeWalkResult result, out int offset)
    {
        offset = result.StopOffset;
        return result.Status switch
        {
            SbeWalkStatus.ShortHeader => Text($"a message of {message.Length} bytes is shorter than its header of {walker.Schema.Header.EncodedLength}"),
            SbeWalkStatus.OtherSchema or SbeWalkStatus.UnknownTemplate => Text($"template {result.TemplateId} of schema {result.SchemaId}, version {result.Version}, is in no schema given"),
            _ => Text($"template {result.TemplateId} {What(walker.Schema, message.Length - offset, result)}"),
        };
    }

    private static string What(SbeSchema schema, int restLength, in SbeWalkResult result)
    {
        int left = restLength - result.StopHeaderLength;
        return result.Status switch
        {
            SbeWalkStatus.ImpossibleGroup when left < 0 => Text($"group {result.StopName} has a header of {result.StopHeaderLength} bytes, {restLength} are left"),
            SbeWalkStatus.ImpossibleGroup => Text($"group {result.StopName} claims {Claimed(result.ClaimedCount)} entries of {Claimed(result.ClaimedLength)} bytes, {left} bytes are left"),
            SbeWalkStatus.ImpossibleData when left < 0 => Text($"data {result.StopName} has a header of {result.StopHeaderLength} bytes, {restLength} are left"),
            SbeWalkStatus.ImpossibleData => Text($"data {result.StopName} claims {Claimed(result.ClaimedLength)} bytes, {left} are left"),
            SbeWalkStatus.ShortBlock when result.StopOffset == schema.Header.EncodedLength => Text($"claims a block of {Claimed(result.ClaimedLength)} bytes, {left} are left"),
            SbeWalkStatus.ShortBlock => Text($"an entry of group {result.StopName} goes beyond the message's end, {left} bytes are left"),
            _ => Missing(result),
        };
    }

    private static string Missing(in SbeWalkResult result)
    {
        string block = result.ShortBlock is SbeGroup group ? $"block of group {group.Name}" : Text($"block of {result.ShortBlockLength} bytes");
        return Text($"{block} ends before field {result.FirstMissingField!.Name} ({result.FirstMissingField.EncodedLength} bytes at {result.FirstMissingField.Offset})");
    }

    // A length or count of 64 bits that comes out negative was meant without a sign.
    private static ulong Claimed(long number) => unchecked((ulong)number);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
