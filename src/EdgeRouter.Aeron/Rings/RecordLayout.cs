namespace EdgeRouter.Aeron.Rings;

/// <summary>A record of the rings between clients and driver: length with header, type, payload; on 8 bytes.</summary>
internal static class RecordLayout
{
    /// <summary>Where the length stands; negative while the record is written.</summary>
    public const int LengthOffset = 0;

    /// <summary>Where the type stands.</summary>
    public const int TypeOffset = 4;

    /// <summary>Bytes before the payload.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Records begin on multiples of this.</summary>
    public const int Alignment = 8;

    /// <summary>The type of filling.</summary>
    public const int PaddingType = -1;
}
