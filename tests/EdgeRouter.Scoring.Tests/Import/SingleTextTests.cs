using System.Globalization;
using System.Text;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Import;

[TestFixture]
public sealed class SingleTextTests
{
    private const ulong Seed = 7_001;

    [TestCase("16777217", 16777216f, Description = "half way: to even")]
    [TestCase("16777219", 16777220f, Description = "half way: to even")]
    [TestCase("1.6777217000001E7", 16777218f, Description = "above half way")]
    [TestCase("8388608.5000000", 8388608f)]
    [TestCase("1E-45", 1e-45f)]
    [TestCase("1.17549435E-38", 1.17549435E-38f)]
    [TestCase("3.4028235E38", float.MaxValue)]
    [TestCase("1E39", float.PositiveInfinity)]
    [TestCase("-0", -0f)]
    [TestCase("0E0", 0f)]
    [TestCase("5E-1", 0.5f)]
    [TestCase("1.0952082E1", 10.952082f)]
    [TestCase("12345678901234567890123", 1.2345679E22f)]
    public void ShouldReadNearestSingle(string text, float expected)
    {
        Assert.That(SingleText.TryParse(Encoding.ASCII.GetBytes(text), out float value), Is.True);
        Assert.That(BitConverter.SingleToInt32Bits(value), Is.EqualTo(BitConverter.SingleToInt32Bits(expected)));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("1E")]
    [TestCase("1E+")]
    [TestCase("1-2")]
    [TestCase("1.2.3")]
    [TestCase("E5")]
    public void ShouldRefuseWhatIsNoNumber(string text) => Assert.That(SingleText.TryParse(Encoding.ASCII.GetBytes(text), out _), Is.False);

    [Test]
    public void ShouldAgreeWithFrameworkOnRandomTexts()
    {
        var bits = new Bits(Seed);
        string[] formats = ["R", "E8", "E4", "E11", "F3", "E15"];
        for (int i = 0; i < 100_000; i++)
        {
            float number = BitConverter.Int32BitsToSingle((int)bits.Next());
            number = float.IsFinite(number) ? number : 0f;
            double near = bits.Below(2) == 0 ? number : ((double)number + MathF.BitIncrement(number)) / 2.0;
            string text = near.ToString(formats[bits.Below(formats.Length)], CultureInfo.InvariantCulture);
            bool read = SingleText.TryParse(Encoding.ASCII.GetBytes(text), out float value);
            float expected = float.Parse(text, CultureInfo.InvariantCulture);
            Assert.That(read && BitConverter.SingleToInt32Bits(value) == BitConverter.SingleToInt32Bits(expected), Is.True, $"seed {Seed}: {text}");
        }
    }
}
