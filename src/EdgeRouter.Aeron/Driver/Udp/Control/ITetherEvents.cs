namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A log whose untethered subscribers may be sent away and come back.</summary>
internal interface ITetherEvents
{
    /// <summary>A subscriber was too slow: it loses the image.</summary>
    /// <param name="position">Which.</param>
    void OnTooSlow(SubscriberPosition position);

    /// <summary>A subscriber has rested: it gets the image again where the others are.</summary>
    /// <param name="position">Which.</param>
    void OnRested(SubscriberPosition position);
}
