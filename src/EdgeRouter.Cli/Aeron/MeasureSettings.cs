using System.CommandLine;
using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary>Options of the measuring commands.</summary>
internal sealed class MeasureSettings
{
    /// <summary>Stream of messages unless another is named.</summary>
    public const int DefaultStream = 1001;

    private const int DefaultSizeBytes = 64;
    private const int DefaultTermBytes = 1 << 20;
    private const double SecondsMax = 3_600;
    private const double RateMax = 1e9;
    private readonly Option<string?> _directory = AeronOptions.Directory();
    private readonly Option<bool> _embedded = new("--embedded") { Description = "make a driver for this, inside this process" };
    private readonly Option<string> _term = new("--term") { Description = "term of publications of an embedded driver", DefaultValueFactory = _ => "1m", HelpName = "SIZE" };
    private readonly Option<string> _channel = new("--channel") { Description = "channel of the messages", DefaultValueFactory = _ => "aeron:ipc", HelpName = "URI" };
    private readonly Option<int> _stream = new("--stream") { Description = "stream of the messages", DefaultValueFactory = _ => DefaultStream, HelpName = "N" };
    private readonly Option<string> _size = new("--size") { Description = $"bytes of a message, {MeasureMessage.SizeBytesMin} or more", DefaultValueFactory = _ => "64", HelpName = "SIZE" };
    private readonly Option<long> _count = new("--count") { Description = "messages; 0 = until Ctrl-C", HelpName = "N" };
    private readonly Option<long> _warmUp = new("--warm-up") { Description = "messages before them that are not measured", HelpName = "N" };
    private readonly Option<double> _rate = new("--rate") { Description = "messages a second; 0 = as many as go", HelpName = "N" };
    private readonly Option<string> _idle = new("--idle") { Description = "what to do when nothing comes", DefaultValueFactory = _ => "spin" };
    private readonly Option<double> _timeout = new("--timeout") { Description = "seconds to wait for the other side", DefaultValueFactory = _ => 10, HelpName = "SECONDS" };

    /// <summary>Options with defaults of a command's own.</summary>
    /// <param name="count">Messages.</param>
    /// <param name="warmUp">Messages before them.</param>
    public MeasureSettings(long count, long warmUp)
    {
        _count.DefaultValueFactory = _ => count;
        _warmUp.DefaultValueFactory = _ => warmUp;
        _idle.AcceptOnlyFromAmong([.. IdleStrategies.Names]);
    }

    /// <summary>Adds those that every measuring command has.</summary>
    /// <param name="command">To what.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _directory, _channel, _stream, _timeout })
        {
            command.Add(option);
        }
    }

    /// <summary>Adds those of commands that can have a driver inside.</summary>
    /// <param name="command">To what.</param>
    public void AddEmbeddedTo(Command command)
    {
        command.Add(_embedded);
        command.Add(_term);
    }

    /// <summary>Adds those of commands that send.</summary>
    /// <param name="command">To what.</param>
    public void AddSendingTo(Command command)
    {
        command.Add(_size);
        command.Add(_count);
        command.Add(_rate);
    }

    /// <summary>Adds the count alone.</summary>
    /// <param name="command">To what.</param>
    public void AddCountTo(Command command) => command.Add(_count);

    /// <summary>Adds the warm-up.</summary>
    /// <param name="command">To what.</param>
    public void AddWarmUpTo(Command command) => command.Add(_warmUp);

    /// <summary>Adds the idle strategy.</summary>
    /// <param name="command">To what.</param>
    public void AddIdleTo(Command command) => command.Add(_idle);

    /// <summary>The idle strategy.</summary>
    /// <param name="context">Arguments.</param>
    public IIdleStrategy Idle(VerbContext context) => IdleStrategies.Create(context.Get(_idle)!);

    /// <summary>Opens a session.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="name">Name of the client.</param>
    public AeronSession Open(VerbContext context, string name)
    {
        bool isEmbedded = context.Get(_embedded);
        int termBytes = isEmbedded ? AeronOptions.Size(context, _term) : DefaultTermBytes;
        string directory = AeronOptions.Directory(context, _directory);
        return AeronSession.Open(new AeronSessionOptions
        {
            Clock = context.Clock,
            Ticks = context.Ticks,
            Directory = isEmbedded && !context.IsGiven(_directory) ? $"{directory}-embedded-{Environment.ProcessId}" : directory,
            IsEmbedded = isEmbedded,
            IpcTermBytes = termBytes,
            UdpTermBytes = termBytes,
            Name = name,
            Cancellation = context.Cancellation,
            TimeoutNs = (long)(AeronOptions.InRange(context, _timeout, 0.001, SecondsMax) * TimeUnits.Second),
        });
    }

    /// <summary>Refuses messages that a publication could never take.</summary>
    /// <param name="options">What is measured.</param>
    /// <param name="publication">Where to.</param>
    /// <exception cref="EdgeRouterException">ER9108: too long.</exception>
    public static void CheckSize(MeasureOptions options, ExclusivePublication publication)
    {
        if (options.SizeBytes > publication.MessageBytesMax)
        {
            throw EdgeRouterException.Usage("ER9108", $"--size {options.SizeBytes} is outside {MeasureMessage.SizeBytesMin} to {publication.MessageBytesMax}, the longest message of this publication's terms");
        }
    }

    /// <summary>What is measured; options that the command does not have are at their defaults.</summary>
    /// <param name="context">Arguments.</param>
    /// <exception cref="EdgeRouterException">ER9107, ER9108: a value makes no sense. ER2205: the channel does not.</exception>
    public MeasureOptions Read(VerbContext context)
    {
        int sizeBytes = context.Get(_size) is null ? DefaultSizeBytes : AeronOptions.Size(context, _size);
        return new MeasureOptions
        {
            Channel = ChannelUri.Parse(context.Get(_channel)!).Text,
            StreamId = context.Get(_stream),
            SizeBytes = sizeBytes is >= MeasureMessage.SizeBytesMin and <= MeasureOptions.SizeBytesMax
                ? sizeBytes
                : throw EdgeRouterException.Usage("ER9108", $"--size {sizeBytes} is outside {MeasureMessage.SizeBytesMin} to {MeasureOptions.SizeBytesMax}"),
            Count = AeronOptions.InRange(context, _count, 0, long.MaxValue / 2),
            WarmUpCount = AeronOptions.InRange(context, _warmUp, 0, long.MaxValue / 4),
            RatePerSecond = AeronOptions.InRange(context, _rate, 0, RateMax),
        };
    }
}
