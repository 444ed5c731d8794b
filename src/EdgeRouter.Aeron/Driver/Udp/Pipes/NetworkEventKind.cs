namespace EdgeRouter.Aeron.Driver.Udp.Pipes;

/// <summary>What sender and receiver tell the conductor.</summary>
internal enum NetworkEventKind : byte
{
    /// <summary>A SETUP of a wanted stream was seen: make an image.</summary>
    ImageWanted,

    /// <summary>A receiver refused a publication.</summary>
    PublicationRefused,

    /// <summary>A SETUP names lengths or terms that make no sense.</summary>
    BadSetup,

    /// <summary>A SETUP would make one image too many.</summary>
    TooManyImages,

    /// <summary>Nobody answers at a name: look it up again.</summary>
    Unanswered,
}
