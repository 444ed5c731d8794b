using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Client;

/// <summary>Images that were ended because they are damaged, while their subscription lives. The driver knows no way to let go of one image, so their
/// positions run along with what is written: nobody is held up by a reader that reads no more. The conductor's lock guards it.</summary>
/// <param name="counters">The driver's counters.</param>
internal sealed class StrayImages(CounterReader counters)
{
    private const int NoCounter = -1;
    private readonly List<(Image Image, int ReceivedId)> _images = [];

    /// <summary>Takes one that was shut; its log stays mapped until it is taken out.</summary>
    /// <param name="image">The image.</param>
    public void Add(Image image)
    {
        int receivedId = image.Log.Kind == LogKind.Image
            ? counters.Snapshot().FirstOrDefault(c => c.TypeId == CounterKind.ReceiverPosition && c.RegistrationId == image.CorrelationId)?.Id ?? NoCounter
            : NoCounter;
        _images.Add((image, receivedId));
        Follow();
    }

    /// <summary>Moves all positions to where their streams are.</summary>
    public void Follow()
    {
        foreach ((Image image, int receivedId) in _images)
        {
            image.SkipTo(receivedId == NoCounter ? image.Log.ProducerPosition : counters.Cell(receivedId).Value);
        }
    }

    /// <summary>Takes images out: their position is the driver's again.</summary>
    /// <param name="isGone">Which.</param>
    /// <param name="retire">Takes each.</param>
    public void Remove(Predicate<Image> isGone, Action<Image> retire)
    {
        for (int i = _images.Count - 1; i >= 0; i--)
        {
            Image image = _images[i].Image;
            if (isGone(image))
            {
                _images.RemoveAt(i);
                retire(image);
            }
        }
    }
}
