using System.CommandLine;
using EdgeRouter.Cli.Aeron;
using EdgeRouter.Cli.Hosting;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter aeron</c>: a media driver, looks at the directory of any, and measurements over any channel.</summary>
internal sealed class AeronVerb : IVerb
{
    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command aeron = new("aeron", "Run an Aeron media driver, look at the directory of any, measure over any channel.");
        aeron.Add(new DriverCommand().Build(host));
        aeron.Add(new StatCommand().Build(host));
        aeron.Add(new StreamsCommand().Build(host));
        aeron.Add(new ErrorsCommand().Build(host));
        aeron.Add(new LossCommand().Build(host));
        aeron.Add(new PingCommand().Build(host));
        aeron.Add(new PongCommand().Build(host));
        aeron.Add(new PublishCommand().Build(host));
        aeron.Add(new SubscribeCommand().Build(host));
        return aeron;
    }
}
