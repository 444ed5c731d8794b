namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Untethered spies of a publication.</summary>
/// <param name="host">The conductor.</param>
/// <param name="publication">The publication.</param>
internal sealed class SpyTethers(INetworkHost host, NetworkPublication publication) : ITetherEvents
{
    /// <inheritdoc/>
    public void OnTooSlow(SubscriberPosition position) => host.OnUnavailableImage(
        publication.RegistrationId, position.Subscription.RegistrationId, publication.StreamId, position.Subscription.Channel.Text);

    /// <inheritdoc/>
    public void OnRested(SubscriberPosition position)
    {
        position.Cell.Set(publication.Spec.SenderPosition.Value);
        host.OnAvailableImage(new AvailableImage(
            publication.RegistrationId,
            publication.SessionId,
            publication.StreamId,
            position.Subscription.RegistrationId,
            position.Cell.Id,
            publication.Log.File.Path,
            "aeron:ipc"));
    }
}
