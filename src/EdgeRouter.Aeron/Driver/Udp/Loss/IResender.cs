namespace EdgeRouter.Aeron.Driver.Udp.Loss;

/// <summary>Sends a part of a log again.</summary>
internal interface IResender
{
    /// <summary>Sends it, as far as it may still be sent.</summary>
    /// <param name="gap">What.</param>
    void Resend(in Gap gap);
}
