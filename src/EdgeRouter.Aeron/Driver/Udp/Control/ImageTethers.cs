namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Untethered subscribers of an image.</summary>
/// <param name="host">The conductor.</param>
/// <param name="image">The image.</param>
internal sealed class ImageTethers(INetworkHost host, PublicationImage image) : ITetherEvents
{
    /// <inheritdoc/>
    public void OnTooSlow(SubscriberPosition position) => host.OnUnavailableImage(
        image.CorrelationId, position.Subscription.RegistrationId, image.Spec.StreamId, position.Subscription.Channel.Text);

    /// <inheritdoc/>
    public void OnRested(SubscriberPosition position)
    {
        position.Cell.Set(image.Spec.Received.Value);
        host.OnAvailableImage(new AvailableImage(
            image.CorrelationId,
            image.Spec.SessionId,
            image.Spec.StreamId,
            position.Subscription.RegistrationId,
            position.Cell.Id,
            image.Spec.Log.File.Path,
            image.Spec.SourceIdentity));
    }
}
