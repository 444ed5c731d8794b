using System.Text;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Client;

/// <summary>Something that was asked of the driver and is waited for. The conductor's lock guards it.</summary>
/// <param name="kind">What.</param>
/// <param name="channel">Channel, or what else it is about.</param>
/// <param name="streamId">Stream; 0 where there is none.</param>
internal sealed class Registration(RegistrationKind kind, string channel, int streamId)
{
    private const int KeyBytesMax = 112;
    private const int LabelBytesMax = 380;

    /// <summary>What.</summary>
    public RegistrationKind Kind { get; } = kind;

    /// <summary>Channel, or what else it is about.</summary>
    public string Channel { get; } = channel;

    /// <summary>Stream; 0 where there is none.</summary>
    public int StreamId { get; } = streamId;

    /// <summary>The command, without client and correlation.</summary>
    public DriverCommand Command { get; init; } = new() { Kind = CommandOf(kind), Text = channel, StreamId = streamId };

    /// <summary>Who is told of a subscription's images.</summary>
    public SubscriptionHandlers Handlers { get; init; } = new();

    /// <summary>Its number.</summary>
    public long CorrelationId { get; set; }

    /// <summary>When to stop waiting, ns of the conductor's clock.</summary>
    public long DeadlineNs { get; set; }

    /// <summary>Whether nobody asks for it any more.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether the driver has done it.</summary>
    public bool IsDone { get; set; }

    /// <summary>What was made.</summary>
    public IDisposable? Resource { get; set; }

    /// <summary>A number that was asked for.</summary>
    public int Number { get; set; }

    /// <summary>Why it came to nothing.</summary>
    public EdgeRouterException? Failure { get; set; }

    /// <summary>In words, for errors.</summary>
    public string What =>
        Kind switch
        {
            RegistrationKind.Publication => $"publication '{Channel}' stream {StreamId}",
            RegistrationKind.ExclusivePublication => $"exclusive publication '{Channel}' stream {StreamId}",
            RegistrationKind.Subscription => $"subscription '{Channel}' stream {StreamId}",
            RegistrationKind.Counter => $"counter '{Channel}' of type {Command.TypeId}",
            RegistrationKind.StaticCounter => $"static counter '{Channel}' of type {Command.TypeId}",
            RegistrationKind.Destination => $"destination '{Channel}' of stream {StreamId}",
            RegistrationKind.NextSessionId => $"a session number for stream {StreamId}",
            _ => $"rejection of {Channel}",
        };

    /// <summary>A counter to be.</summary>
    /// <param name="kind">Static or not.</param>
    /// <param name="typeId">Type.</param>
    /// <param name="key">Key.</param>
    /// <param name="label">Label.</param>
    /// <param name="registrationId">Of a static one.</param>
    /// <exception cref="EdgeRouterException">ER2225: key or label is too long.</exception>
    public static Registration OfCounter(RegistrationKind kind, int typeId, ReadOnlySpan<byte> key, string label, long registrationId)
    {
        if (key.Length > KeyBytesMax || Encoding.UTF8.GetByteCount(label) > LabelBytesMax)
        {
            throw EdgeRouterException.BadInput(
                "ER2225", $"counter '{label}' of type {typeId}: its key may have {KeyBytesMax} bytes and its label {LabelBytesMax}");
        }

        return new Registration(kind, label, 0)
        {
            Command = new DriverCommand
            {
                Kind = CommandOf(kind),
                TypeId = typeId,
                Key = key.ToArray(),
                Label = label,
                RegistrationId = registrationId,
            },
        };
    }

    private static CommandKind CommandOf(RegistrationKind kind) =>
        kind switch
        {
            RegistrationKind.Publication => CommandKind.AddPublication,
            RegistrationKind.ExclusivePublication => CommandKind.AddExclusivePublication,
            RegistrationKind.Subscription => CommandKind.AddSubscription,
            RegistrationKind.Counter => CommandKind.AddCounter,
            RegistrationKind.StaticCounter => CommandKind.AddStaticCounter,
            RegistrationKind.NextSessionId => CommandKind.NextSessionId,
            RegistrationKind.Rejection => CommandKind.RejectImage,
            _ => CommandKind.AddDestination,
        };
}
