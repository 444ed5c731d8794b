using System.Numerics;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Calibration;

public sealed class TapeTableTests
{
    [Test]
    public void ShouldHaveOneRuleForEveryBit()
    {
        Assert.That(TaqConditionTable.Rules, Has.Count.EqualTo(32));
        for (int bit = 0; bit < 32; bit++)
        {
            Assert.That(BitOperations.TrailingZeroCount((uint)TaqConditionTable.Rules[bit].Condition), Is.EqualTo(bit));
        }
    }

    [TestCase(0u, TapeUse.All)]
    [TestCase(0x1u, TapeUse.All)]
    [TestCase(0x20000020u, TapeUse.All)]
    [TestCase(0x2000u, TapeUse.None)]
    [TestCase(0x40u, TapeUse.Price | TapeUse.Volume)]
    [TestCase(0x20100200u, TapeUse.Volume)]
    [TestCase(0x4800u, TapeUse.Volume)]
    [TestCase(0x4000000u, TapeUse.None)]
    [TestCase(0x106004u, TapeUse.None)]
    public void ShouldCountATradeOnlyForWhatAllItsConditionsPermit(uint conditions, TapeUse use) =>
        Assert.That(TaqConditionTable.UseOf((TaqCondition)conditions), Is.EqualTo(use));

    [Test]
    public void ShouldShowTheTablesInTheDocsAsTheCodeHasThem()
    {
        string docs = File.ReadAllText(Docs());

        Assert.That(docs, Does.Contain(TaqConditionTable.ToMarkdown()));
        Assert.That(docs, Does.Contain(BandTable.ToMarkdown()));
        Assert.That(docs, Does.Contain(TaqVenueTable.ToMarkdown()));
    }

    // The official opening value of an exchange repeats its opening cross to the share, so to count both would count the shares twice.
    [Test]
    public void ShouldFindTheOfficialValuesWhereTheyAreDue()
    {
        string folder = SharedData.FolderOrIgnore("taq");
        List<TaqTrade> trades = [.. TaqFile.ReadTrades(TaqFile.PathOf(folder, "AIG", new DateOnly(2013, 10, 7), "trade")).Where(t => t.Venue == 'Q')];
        TaqTrade open = trades.Single(t => (t.Conditions & TaqCondition.OfficialOpen) != 0);
        TaqTrade cross = trades.Single(t => (t.Conditions & TaqCondition.OpeningPrint) != 0);

        Assert.That((open.Price, open.Shares), Is.EqualTo((cross.Price, cross.Shares)));
        Assert.That(open.Use, Is.EqualTo(TapeUse.None));
        Assert.That(cross.Use, Is.EqualTo(TapeUse.Price | TapeUse.Volume));
        Assert.That(trades.Where(t => (t.Use & TapeUse.Sign) != 0).Select(t => t.Ms), Is.All.InRange(34_200_000, 57_700_000), "nothing of the early morning or the evening");
    }

    private static string Docs()
    {
        for (DirectoryInfo? at = new(TestContext.CurrentContext.TestDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "src", "docs", "CALIBRATION.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("src/docs/CALIBRATION.md");
    }
}
