using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Receiving;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <content>Images age and end, and their files go.</content>
internal sealed partial class NetworkConductor
{
    private const int LeavingIntervals = 5;

    private void OnTime(PublicationImage image)
    {
        switch (image.State)
        {
            case ImageState.Active:
                OnTimeActive(image);
                break;
            case ImageState.Draining when image.Spec.Log.IsRevoked ||
                (image.IsDrained && _nowNs - image.ChangedNs > LeavingIntervals * _options.StatusMessageNs):
                End(image);
                break;
            case ImageState.Linger when image.Subscribers.Items.Count == 0 || _nowNs - image.ChangedNs > _options.ImageLivenessNs:
                image.State = ImageState.Done;
                break;
            default:
                break;
        }
    }

    private void OnTimeActive(PublicationImage image)
    {
        long window = image.Spec.WindowBytes;
        long limit = image.Subscribers.Fastest() - window + (window / 4);
        if (image.Subscribers.CheckTethers(limit, TetherTimes.Of(image.Line.Endpoint.Channel, _options), new ImageTethers(_host, image), _nowNs))
        {
            image.Stream.Subscribers = image.Subscribers.ToCells();
        }

        bool isOver = image.Stream.IsEndOfStream && image.Spec.Received.Value >= image.Spec.HighWater.Value;
        bool isSilent = _nowNs - image.Stream.LastPacketNs > _options.ImageLivenessNs;
        if (isOver || isSilent || image.Spec.Log.IsRevoked || !image.Subscribers.HasWorking)
        {
            image.State = ImageState.Draining;
            image.ChangedNs = _nowNs;
            image.Stream.IsLeaving = true;
        }
    }

    private void End(PublicationImage image)
    {
        image.State = ImageState.Linger;
        image.ChangedNs = _nowNs;
        foreach (SubscriberPosition position in image.Subscribers.Items)
        {
            NetworkSubscription subscription = position.Subscription;
            if (position.State == TetherState.Active)
            {
                _host.OnUnavailableImage(image.CorrelationId, subscription.RegistrationId, image.Spec.StreamId, subscription.Channel.Text);
            }
        }

        _receiver.Commands.Write(new ReceiverCommand
        {
            Kind = ReceiverCommandKind.RemoveStream,
            Endpoint = image.Line.Endpoint,
            Stream = image.Stream,
        });
    }

    private void ReleaseImages()
    {
        foreach (PublicationImage image in _images.FindAll(static i => i.State == ImageState.Done && i.Stream.IsReleased))
        {
            _ = _images.Remove(image);
            EndCoolDown(image.Line.Endpoint, image.Spec.StreamId, image.Spec.SessionId, 0);
            foreach (CounterCell cell in image.Counters.Concat(image.Subscribers.Items.Select(static p => p.Cell)))
            {
                Free(cell);
            }

            _imageBytes -= image.Spec.Log.File.SizeBytes;
            _host.DeleteLog(image.Spec.Log);
            Leave(image.Line);
        }
    }

    private void EndCoolDown(ReceiveEndpoint endpoint, int streamId, int sessionId, long untilNs) =>
        _receiver.Commands.Write(new ReceiverCommand
        {
            Kind = ReceiverCommandKind.CoolDown,
            Endpoint = endpoint,
            StreamId = streamId,
            SessionId = sessionId,
            TimeNs = untilNs,
        });
}
