using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>What it takes to load one model file and make it ready to score.</summary>
/// <param name="LoadMs">File to checked model.</param>
/// <param name="CompileMs">Model to compiled forest.</param>
/// <param name="AllocatedBytes">Managed memory used for both.</param>
public sealed record LoadTimes(double LoadMs, double CompileMs, long AllocatedBytes)
{
    /// <summary>Loads and compiles once.</summary>
    /// <param name="path">The model file.</param>
    public static LoadTimes Measure(string path)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        TreeEnsemble? model = null;
        double loadMs = LatencyMeter.Milliseconds(() => model = ModelImporter.Load(path));
        double compileMs = LatencyMeter.Milliseconds(() => ForestCompiler.Compile(model!));
        return new LoadTimes(loadMs, compileMs, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
