namespace EdgeRouter.Aeron.Client;

/// <summary>Who is told of a subscription's images. Called on the client's own thread, or from <see cref="AeronClient.DoWork"/>; no lock is held, so every
/// method of the client may be called.</summary>
/// <param name="Available">An image that can be polled from now on.</param>
/// <param name="Unavailable">An image that is gone; its last position can still be read.</param>
public sealed record SubscriptionHandlers(Action<Image>? Available = null, Action<Image>? Unavailable = null);
