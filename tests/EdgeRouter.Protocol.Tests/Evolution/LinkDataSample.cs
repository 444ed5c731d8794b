namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>A message that crosses a link.</summary>
internal sealed record LinkDataSample(ulong Incarnation, long PreviousSequence, string Hex)
{
    public byte[] Message => Convert.FromHexString(Hex);
}
