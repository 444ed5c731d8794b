using System.Globalization;
using System.IO.Compression;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Tests.Calibration;

public sealed class TaqFuzzTests
{
    private const ulong Seed = 20_131_007;
    private const string Quotes = "34500000,100000,300,0,0,P,1,0\n34500000,0,0,100200,500,Q,1,0\n34501500,100100,100,0,0,N,1,0\n34502000,0,0,100300,100,N,1,1\n";
    private const string Trades = "34500500,100200,300,N,1,0\n34501000,100000,200,Q,20000020,0\n34502500,100190,50,D,1,0\n34502600,100000,70,N,40,1\n";
    private static readonly string[] Junk = ["", ",", "\n", "-", "NaN", "1e9", "99999999999999999999", "\u00e9", "\"", "0x1", "FFFFFFFFF", "86400000", " ", "\0"];
    private static readonly DateOnly Date = new(2013, 10, 7);
    private string _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "fuzz-" + TestContext.CurrentContext.Test.ID);
        Directory.CreateDirectory(_folder);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldReadOrRefuseInOneLineWhateverTheRowsHold()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            Write("quote", Mutate(Quotes, ref random));
            Write("trade", Mutate(Trades, ref random));
            refused += Refuses() ? 1 : 0;
        }

        Assert.That(refused, Is.InRange(100, 390), "most changes make a row bad, some do not");
    }

    [Test]
    public void ShouldRefuseATruncatedOrDamagedZip()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        Write("trade", Trades);
        for (int i = 0; i < 100; i++)
        {
            Write("quote", Quotes);
            string path = TaqFile.PathOf(_folder, "XYZ", Date, "quote");
            byte[] bytes = File.ReadAllBytes(path);
            if (random.NextBool(0.5))
            {
                File.WriteAllBytes(path, bytes[..random.NextInt32(bytes.Length)]);
            }
            else
            {
                bytes[random.NextInt32(bytes.Length)] ^= (byte)(1 + random.NextInt32(255));
                File.WriteAllBytes(path, bytes);
            }

            Refuses();
        }

        File.WriteAllBytes(TaqFile.PathOf(_folder, "XYZ", Date, "quote"), []);
        Assert.That(Refuses(), Is.True);
    }

    [TestCase("34500000,1,1,N,1", "5 columns")]
    [TestCase("34500000,1,1,N,xyz,0", "condition 'xyz'")]
    [TestCase("34500000,1,1,N,100000000,0", "condition '100000000'")]
    [TestCase("34500000,1,1,NYSE,1,0", "venue 'NYSE'")]
    public void ShouldNameFileAndLineOfABadTrade(string row, string part)
    {
        Write("quote", Quotes);
        Write("trade", "34500000,100000,100,N,1,0\n" + row + "\n");
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => Read())!;

        Assert.That(error.Id, Is.EqualTo("ER7061"));
        Assert.That(error.Message, Does.Contain("xyz_20131007_trade.zip").And.Contain("line 2").And.Contain(part));
    }

    private static string Mutate(string rows, ref DeterministicRandom random)
    {
        for (int changes = random.NextInt32(3); changes >= 0 && rows.Length > 0; changes--)
        {
            int at = random.NextInt32(rows.Length);
            if (random.NextBool(0.7))
            {
                rows = string.Concat(rows.AsSpan(0, at), random.NextInt32(10).ToString(CultureInfo.InvariantCulture), rows.AsSpan(at + 1));
                continue;
            }

            int length = Math.Min(random.NextInt32(6), rows.Length - at);
            rows = string.Concat(rows.AsSpan(0, at), Junk[random.NextInt32(Junk.Length)], rows.AsSpan(at + length));
        }

        return rows;
    }

    private bool Refuses()
    {
        try
        {
            Read();
            return false;
        }
        catch (EdgeRouterException e)
        {
            Assert.That(e.Id, Is.AnyOf("ER7060", "ER7061", "ER7062"));
            Assert.That(e.Message, Does.Contain("xyz_20131007_").And.Not.Contain("\n"));
            return true;
        }
    }

    private MarketTape Read() => TaqTape.Read(_folder, "XYZ", Date, SessionWindow.Day);

    private void Write(string kind, string rows)
    {
        string path = TaqFile.PathOf(_folder, "XYZ", Date, kind);
        File.Delete(path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry("rows.csv").Open());
        writer.Write(rows);
    }
}
