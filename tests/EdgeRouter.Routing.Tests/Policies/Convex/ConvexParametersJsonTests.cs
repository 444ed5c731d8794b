using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Routing.Tests.Policies.Convex;

[TestFixture]
public sealed class ConvexParametersJsonTests
{
    private const ulong Seed = 1146;

    private const string Text = """
        {
          "schemaVersion": 1,
          "underfillBps": 2.5,
          "sentBps": 0.25,
          "takeFillPart": 0.875,
          "midpointOutflowQuantity": 321.5,
          "postOutflowQuantity": 1e3,
          "midpointAdverseBps": -0.125,
          "postAdverseBps": 0.75
        }

        """;

    private static readonly ConvexParameters Parameters = new()
    {
        UnderfillBps = 2.5,
        SentBps = 0.25,
        TakeFillPart = 0.875,
        MidpointOutflowQuantity = 321.5,
        PostOutflowQuantity = 1000,
        MidpointAdverseBps = -0.125,
        PostAdverseBps = 0.75,
    };

    [Test]
    public void ShouldReadEveryKey() => Assert.That(Parse(Text), Is.EqualTo(Parameters));

    [Test]
    public void ShouldWriteWhatItReads() => Assert.That(Encoding.UTF8.GetString(ConvexParametersJson.Format(Parameters)), Is.EqualTo(Text.Replace("1e3", "1000")));

    [Test]
    public void ShouldKeepEveryBitOfANumber()
    {
        ConvexParameters third = Parameters with { TakeFillPart = 1.0 / 3.0, UnderfillBps = Math.PI, PostOutflowQuantity = double.Epsilon };
        Assert.That(ConvexParametersJson.Parse(ConvexParametersJson.Format(third), "x"), Is.EqualTo(third));
    }

    [TestCase("", "JSON")]
    [TestCase("[]", "no JSON object")]
    [TestCase("null", "no JSON object")]
    [TestCase("{}", "'schemaVersion' is missing")]
    [TestCase("\"schemaVersion\": 1|\"schemaVersion\": 2", "schemaVersion 2 is unknown")]
    [TestCase("\"schemaVersion\": 1|\"schemaVersion\": \"1\"", "'schemaVersion' is no number")]
    [TestCase("\"sentBps\": 0.25,|", "'sentBps' is missing")]
    [TestCase("sentBps|underfillBps", "'underfillBps' stands twice")]
    [TestCase("sentBps|sentbps", "'sentbps' is unknown")]
    [TestCase("0.875|1.5", "TakeFillPart is 1.5: it must be above 0, to 1")]
    [TestCase("0.875|\"0.875\"", "'takeFillPart' is no number")]
    [TestCase("0.875|null", "'takeFillPart' is no number")]
    [TestCase("0.875|NaN", "JSON")]
    [TestCase("1e3|1e999", "PostOutflowQuantity")]
    [TestCase("2.5|-1", "UnderfillBps is -1")]
    [TestCase("2.5|[[[]]]", "JSON")]
    [TestCase("0.75|0.75,", "JSON")]
    public void ShouldRefuseInOneLineThatNamesFileAndFault(string change, string fault)
    {
        string[] parts = change.Split('|');
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => Parse(parts.Length == 2 ? Text.Replace(parts[0], parts[1]) : change));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((e.Id, e.ExitCode), Is.EqualTo(("ER1149", ExitCode.BadInput)));
            Assert.That(e.Message, Does.StartWith("convex parameters in dir/convex.json were refused: ").And.Contain(fault).And.Not.Contain("\n"));
        }
    }

    [Test]
    public void ShouldRefuseWhatIsTooLong() =>
        Assert.That(Assert.Throws<EdgeRouterException>(() => Parse(new string(' ', ConvexParametersJson.SizeMaxBytes + 1)))!.Message, Does.Contain("65537 bytes"));

    [Test]
    public void ShouldAcceptOrRefuseButNeverFail()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(Text);
            for (int edits = random.NextInt32(3); edits >= 0; edits--)
            {
                text[random.NextInt32(text.Length)] = (byte)(random.NextBool(0.7) ? '0' + random.NextInt32(10) : random.NextInt32(256));
            }

            try
            {
                ConvexParameters parameters = ConvexParametersJson.Parse(text.AsSpan(0, random.NextBool(0.9) ? text.Length : random.NextInt32(text.Length)), "x");
                Assert.That(ConvexParametersJson.Parse(ConvexParametersJson.Format(parameters.Validate()), "x"), Is.EqualTo(parameters));
                accepted++;
            }
            catch (EdgeRouterException e)
            {
                Assert.That(e.ToUserLine(), Does.StartWith("ER1149: convex parameters in x were refused: ").And.Not.Contain("\n"));
            }
        }

        Assert.That(accepted, Is.InRange(100, 19_000), "both answers are seen");
    }

    private static ConvexParameters Parse(string text) => ConvexParametersJson.Parse(Encoding.UTF8.GetBytes(text), "dir/convex.json");
}
