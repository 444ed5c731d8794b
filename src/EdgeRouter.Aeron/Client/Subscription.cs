using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Client;

/// <summary>Reads a stream of a channel from all who send it. Polling comes from one thread at a time; everything else may come from any.</summary>
public sealed class Subscription : IDisposable
{
    private readonly ClientConductor _conductor;
    private readonly CounterCell _channelStatus;
    private Image[] _images = [];
    private bool _isClosed;
    private int _first;

    /// <summary>A subscription that the driver has made.</summary>
    /// <param name="conductor">Its client's conductor.</param>
    /// <param name="registration">What was asked for.</param>
    /// <param name="channelStatus">State of its channel, if there is one.</param>
    internal Subscription(ClientConductor conductor, Registration registration, CounterCell channelStatus)
    {
        _conductor = conductor;
        _channelStatus = channelStatus;
        Channel = registration.Channel;
        StreamId = registration.StreamId;
        RegistrationId = registration.CorrelationId;
        Handlers = registration.Handlers;
    }

    /// <summary>Channel as it was added.</summary>
    public string Channel { get; }

    /// <summary>Stream.</summary>
    public int StreamId { get; }

    /// <summary>Its number at the driver.</summary>
    public long RegistrationId { get; }

    /// <summary>Whether it was closed, by the application or because the driver is lost.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Whether there is an image.</summary>
    public bool IsConnected => Volatile.Read(ref _images).Length > 0;

    /// <summary>The images there are now.</summary>
    public IReadOnlyList<Image> Images => Volatile.Read(ref _images);

    /// <summary>State of the channel: 1 active, 0 coming, 2 closing, -1 failed; 1 for channels without one (IPC), 2 when it is closed.</summary>
    public long ChannelStatus
    {
        get
        {
            UseSlot slot = UseSlot.Enter();
            long status = IsClosed ? 2 : _channelStatus.IsNone ? 1 : _channelStatus.Value;
            slot.Exit();
            return status;
        }
    }

    /// <summary>The counter of its channel's state, or -1.</summary>
    internal int ChannelStatusId => _channelStatus.IsNone ? -1 : _channelStatus.Id;

    /// <summary>Who is told of images.</summary>
    internal SubscriptionHandlers Handlers { get; }

    /// <summary>The image of a session, or null.</summary>
    /// <param name="sessionId">The session.</param>
    public Image? ImageBySession(int sessionId)
    {
        foreach (Image image in Volatile.Read(ref _images))
        {
            if (image.SessionId == sessionId)
            {
                return image;
            }
        }

        return null;
    }

    /// <summary>Whether an image is one of this subscription's now.</summary>
    /// <param name="correlationId">Its number.</param>
    public bool HasImage(long correlationId)
    {
        foreach (Image image in Volatile.Read(ref _images))
        {
            if (image.CorrelationId == correlationId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Hands on fragments of all images; each poll begins with another image, so that none starves.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them; what it throws ends the poll behind its fragment.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many.</returns>
    public int Poll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IFragmentHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            Image[] images = Volatile.Read(ref _images);
            int first = NextFirst(images.Length);
            int count = 0;
            for (int i = first; i < images.Length && count < fragmentLimit; i++)
            {
                count += images[i].PollInside(ref handler, long.MaxValue, fragmentLimit - count);
            }

            for (int i = 0; i < first && count < fragmentLimit; i++)
            {
                count += images[i].PollInside(ref handler, long.MaxValue, fragmentLimit - count);
            }

            return count;
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>As the other one, through a reference.</summary>
    /// <param name="handler">Takes them.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many.</returns>
    public int Poll(IFragmentHandler handler, int fragmentLimit)
    {
        FragmentHandlerReference reference = new(handler);
        return Poll(ref reference, fragmentLimit);
    }

    /// <summary>Hands on fragments of all images; the handler says how to go on with the image.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them; what it throws ends the poll before its fragment, which comes again.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many were taken.</returns>
    public int ControlledPoll<THandler>(ref THandler handler, int fragmentLimit)
        where THandler : struct, IControlledFragmentHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            Image[] images = Volatile.Read(ref _images);
            int first = NextFirst(images.Length);
            int count = 0;
            for (int i = 0; i < images.Length && count < fragmentLimit; i++)
            {
                int index = first + i < images.Length ? first + i : first + i - images.Length;
                count += images[index].ControlledPollInside(ref handler, fragmentLimit - count);
            }

            return count;
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>As the other one, through a reference.</summary>
    /// <param name="handler">Takes them.</param>
    /// <param name="fragmentLimit">At most so many.</param>
    /// <returns>How many were taken.</returns>
    public int ControlledPoll(IControlledFragmentHandler handler, int fragmentLimit)
    {
        ControlledHandlerReference reference = new(handler);
        return ControlledPoll(ref reference, fragmentLimit);
    }

    /// <summary>Hands on whole frames of every image as they stand in the log.</summary>
    /// <typeparam name="THandler">A struct.</typeparam>
    /// <param name="handler">Takes them.</param>
    /// <param name="blockBytesMax">At most so many of each image.</param>
    /// <returns>Bytes handed on.</returns>
    public long BlockPoll<THandler>(ref THandler handler, int blockBytesMax)
        where THandler : struct, IBlockHandler, allows ref struct
    {
        UseSlot slot = UseSlot.Enter();
        try
        {
            long bytes = 0;
            foreach (Image image in Volatile.Read(ref _images))
            {
                bytes += image.BlockPollInside(ref handler, blockBytesMax);
            }

            return bytes;
        }
        finally
        {
            slot.Exit();
        }
    }

    /// <summary>Receives from one more place: multi-destination subscription. Waits for the driver.</summary>
    /// <param name="channel">Where from, as <c>aeron:udp?endpoint=…</c>.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="AeronClient.AddSubscription"/>; ER2229: it is closed.</exception>
    public void AddDestination(string channel) =>
        _ = _conductor.Await(_conductor.BeginDestination(CommandKind.AddReceiveDestination, this, channel));

    /// <summary>Receives from one place less. Waits for the driver.</summary>
    /// <param name="channel">As it was added.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">As <see cref="AeronClient.AddSubscription"/>; ER2229: it is closed.</exception>
    public void RemoveDestination(string channel) =>
        _ = _conductor.Await(_conductor.BeginDestination(CommandKind.RemoveReceiveDestination, this, channel));

    /// <summary>Closes it and its images. Does not wait.</summary>
    public void Dispose() => _conductor.Close(this);

    /// <summary>One more image; the conductor.</summary>
    /// <param name="image">The image.</param>
    internal void Add(Image image) => Volatile.Write(ref _images, [.. _images, image]);

    /// <summary>One image less; the conductor.</summary>
    /// <param name="correlationId">Its number.</param>
    /// <returns>The image, or null when it is none of this subscription's.</returns>
    internal Image? Remove(long correlationId)
    {
        Image[] images = _images;
        int index = Array.FindIndex(images, image => image.CorrelationId == correlationId);
        if (index < 0)
        {
            return null;
        }

        Volatile.Write(ref _images, [.. images[..index], .. images[(index + 1)..]]);
        return images[index];
    }

    /// <summary>Makes it unreachable; the conductor, once.</summary>
    /// <returns>Its images, which are still open.</returns>
    internal Image[] Shut()
    {
        Image[] images = _images;
        Volatile.Write(ref _isClosed, true);
        Volatile.Write(ref _images, []);
        return images;
    }

    private int NextFirst(int imageCount)
    {
        int first = _first;
        if (first >= imageCount)
        {
            first = 0;
        }

        _first = first + 1;
        return first;
    }
}
