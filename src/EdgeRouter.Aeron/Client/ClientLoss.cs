namespace EdgeRouter.Aeron.Client;

/// <summary>A client lost its driver. All its publications, subscriptions, images and counters are closed when this is told.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Epoch">The connection that was lost: <see cref="AeronClient.Epoch"/> at the time.</param>
/// <param name="ErrorId">Documented id of the error.</param>
/// <param name="Text">One line.</param>
public sealed record ClientLoss(LossReason Reason, int Epoch, string ErrorId, string Text);
