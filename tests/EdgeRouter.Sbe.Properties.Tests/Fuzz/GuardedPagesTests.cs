namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>The guards stand: without them a fuzz run would notice nothing.</summary>
public sealed class GuardedPagesTests
{
    [Test]
    public void ShouldForbidPagesOnBothSides()
    {
        using GuardedPages pages = new(10_000);
        string[] maps = File.ReadAllLines("/proc/self/maps");
        pages.AtStart(1)[0] = 7;
        pages.AtEnd(1)[0] = 8;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rights(maps, pages.Address - 1), Is.EqualTo("---p"));
            Assert.That(Rights(maps, pages.Address), Is.EqualTo("rw-p"));
            Assert.That(Rights(maps, pages.Address + pages.SizeBytes - 1), Is.EqualTo("rw-p"));
            Assert.That(Rights(maps, pages.Address + pages.SizeBytes), Is.EqualTo("---p"));
            Assert.That(pages.AtStart(pages.SizeBytes)[^1], Is.EqualTo(8), "both ends are the same pages");
        }
    }

    // A line of /proc/self/maps: start-end rights …
    private static string Rights(string[] maps, nint address)
    {
        foreach (string[] line in maps.Select(line => line.Split('-', ' ')))
        {
            if (Convert.ToInt64(line[0], 16) <= address && address < Convert.ToInt64(line[1], 16))
            {
                return maps.First(text => text.StartsWith(line[0] + "-", StringComparison.Ordinal)).Split(' ')[1];
            }
        }

        return "not mapped";
    }
}
