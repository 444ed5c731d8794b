using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>Keeps copies of what it is handed.</summary>
/// <param name="taken">Takes them.</param>
internal readonly struct Collector(List<Taken> taken) : IFragmentHandler
{
    public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => taken.Add(Taken.Of(payload, in header));
}
