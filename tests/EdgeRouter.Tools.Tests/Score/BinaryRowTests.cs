using System.Buffers.Binary;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Score;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Score;

[TestFixture]
public sealed class BinaryRowTests
{
    private static readonly RowLayout TwoFeatures = new(["size", "spread"], IsSingle: false);

    private readonly ScoreFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    // 1.5 = 0x3FC00000, -2 = 0xC0000000, NaN = 0x7FC00000, +inf = 0x7F800000 (IEEE 754).
    [Test]
    public void ShouldReadSingles()
    {
        byte[] bytes = [0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0xC0, 0x7F, 0, 0, 0x80, 0x7F];
        Assert.That(ScoreFiles.ReadAll(_files.Write("rows.f32", bytes), TwoFeatures), Is.EqualTo(new[] { 1.5, -2, double.NaN, double.PositiveInfinity }));
    }

    [Test]
    public void ShouldReadDoubles()
    {
        byte[] bytes = [0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0];
        Assert.That(ScoreFiles.ReadAll(_files.Write("rows.f64", bytes), TwoFeatures), Is.EqualTo(new[] { 1.5, -2 }));
    }

    [Test]
    public void ShouldReadMoreThanABuffer()
    {
        double[] values = [.. Enumerable.Range(0, 100_002).Select(static i => i * 0.5)];
        byte[] bytes = new byte[values.Length * 8];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * 8), values[i]);
        }

        var layout = new RowLayout(["a", "b", "c"], IsSingle: false);
        Assert.That(ScoreFiles.ReadAll(_files.Write("long.f64", bytes), layout, 7000), Is.EqualTo(values));
    }

    // 0.1f widened is not 0.1, but a file of float32 cannot hold 0.1 itself.
    [Test]
    public void ShouldCompareMissingInTheWidthOfTheFile()
    {
        byte[] bytes = [.. BitConverter.GetBytes(0.1f), .. BitConverter.GetBytes(1f)];
        Assert.That(ScoreFiles.ReadAll(_files.Write("missing.f32", bytes), TwoFeatures with { Missing = 0.1 }), Is.EqualTo(new[] { double.NaN, 1 }));
    }

    [TestCase("empty.f32", 0, "ER4053")]
    [TestCase("cut.f32", 12, "ER4052")]
    [TestCase("odd.f32", 17, "ER4052")]
    [TestCase("cut.f64", 24, "ER4052")]
    public void ShouldRefuseHalfRows(string name, int sizeBytes, string id)
    {
        EdgeRouterException failure = ScoreFiles.Failure(_files.Write(name, new byte[sizeBytes]), TwoFeatures);
        Assert.That((failure.Id, failure.ExitCode), Is.EqualTo((id, ExitCode.BadInput)));
    }

    [Test]
    public void ShouldRefuseAnotherNumberOfFeatures()
    {
        string path = _files.Write("three.f32", new byte[24]);
        EdgeRouterException failure = Assert.Throws<EdgeRouterException>(() => RowSource.Open(path, TwoFeatures, 3).Dispose())!;
        Assert.That((failure.Id, failure.Message), Is.EqualTo(("ER4051", $"{path}: rows of 3 values, but the model has 2 features; give the columns that it was trained on")));
    }

    [TestCase("none.f32", "ER4050")]
    [TestCase("rows.txt", "ER4056")]
    [TestCase("rows", "ER4056")]
    public void ShouldNameFilesThatItCannotRead(string name, string id) =>
        Assert.That(ScoreFiles.Failure(_files.File(name), TwoFeatures).Id, Is.EqualTo(id));

    [Test]
    public void ShouldRefuseAFolder()
    {
        Directory.CreateDirectory(_files.File("folder.f32"));
        Assert.That(ScoreFiles.Failure(_files.File("folder.f32"), TwoFeatures).Id, Is.EqualTo("ER4050"));
    }
}
