namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A composite of a length and a payload.</summary>
public sealed record ModelDataType(string Name, HeaderSlot Length, Wire Payload, string CharacterEncoding, int PayloadOffset, bool IsPayloadOffsetStated)
{
    public bool IsText => Payload == Wire.Char || CharacterEncoding.Length > 0;
}
