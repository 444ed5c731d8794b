using System.CommandLine;
using EdgeRouter.Aeron.Channels;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary>Where answers go.</summary>
internal sealed class PongSettings
{
    private readonly Option<string?> _channel = new("--pong-channel") { Description = "channel of the answers; default: that of the messages", HelpName = "URI" };
    private readonly Option<int> _stream = new("--pong-stream") { Description = "stream of the answers", DefaultValueFactory = _ => MeasureSettings.DefaultStream + 1, HelpName = "N" };

    /// <summary>Adds the options.</summary>
    /// <param name="command">To what.</param>
    public void AddTo(Command command)
    {
        command.Add(_channel);
        command.Add(_stream);
    }

    /// <summary>Channel and stream.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="messages">Those of the messages.</param>
    public (string Channel, int StreamId) Read(VerbContext context, MeasureOptions messages) =>
        (context.Get(_channel) is { } channel ? ChannelUri.Parse(channel).Text : messages.Channel, context.Get(_stream));
}
