using System.Diagnostics;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>The same bits on processors with fewer instructions, which a child process plays by switching them off.</summary>
[TestFixture]
public sealed class InstructionSetTests
{
    private const int TimeoutMs = 60_000;

    private static readonly Lazy<EvaluatorDigest> Here = new(EvaluatorDigest.Compute);

    [Test]
    public void ShouldAgreeWithTheReferenceHere() => Assert.That(Here.Value.Disagreements, Is.Zero);

    [TestCase("EnableAVX512v2", "scalar avx2", TestName = "ShouldGiveTheSameBitsWithoutVbmi")]
    [TestCase("EnableAVX512", "scalar avx2", TestName = "ShouldGiveTheSameBitsWithoutAvx512")]
    [TestCase("EnableAVX2", "scalar", TestName = "ShouldGiveTheSameBitsWithoutAvx2")]
    [TestCase("EnableHWIntrinsic", "scalar", TestName = "ShouldGiveTheSameBitsWithoutVectors")]
    public void ShouldGiveTheSameBits(string knob, string possible)
    {
        string[] child = Run(knob).Trim().Split('|');
        string[] expected = [.. possible.Split(' ').Intersect(Here.Value.Evaluators.Split(' '), StringComparer.Ordinal)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(child[0].Split(' '), Is.EqualTo(expected));
            Assert.That(child[1], Is.EqualTo(Here.Value.Hash));
            Assert.That(child[2], Is.EqualTo("0"), "scores that differ from the reference");
        }
    }

    private static string Run(string knob)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Program).Assembly.Location);
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_" + knob] = "0";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeoutMs))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the child process ran over {TimeoutMs} ms");
        }

        Assert.That(process.ExitCode, Is.Zero, error.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult();
    }
}
