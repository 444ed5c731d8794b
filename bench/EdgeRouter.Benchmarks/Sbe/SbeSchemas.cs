using System.Reflection;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Sbe;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Walkers over the schemas whose generated decoders are measured.</summary>
internal static class SbeSchemas
{
    /// <summary>The ten-field quote.</summary>
    public static SbeWalker Quotes() => Load(typeof(SbeSchemas).Assembly, "quote.xml");

    /// <summary>The standard Car example.</summary>
    public static SbeWalker Cars() => Load(typeof(SbeSchemas).Assembly, "car.xml");

    /// <summary>CME MDP 3.0.</summary>
    public static SbeWalker Cme() => Load(typeof(CmeMdp3Protocol).Assembly, "cme-mdp3.xml");

    private static SbeWalker Load(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        SbeParseResult result = SbeSchemaParser.Parse(name, reader.ReadToEnd());
        return new SbeWalker(result.Schema ?? throw new InvalidOperationException(result.Diagnostics[0].ToString()));
    }
}
