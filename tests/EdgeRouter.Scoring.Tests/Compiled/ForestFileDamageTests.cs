using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Compiled;

/// <summary>Every number of a forest file that an evaluator would follow, forged with checksums that are right.</summary>
[TestFixture]
public sealed class ForestFileDamageTests
{
    private readonly TemporaryFolder _folder = new();

    private static readonly ForestForgery Deep = Forge(new SyntheticModel(1) { Depth = 9, Trees = 12, CategorySets = 4 });
    private static readonly ForestForgery Compact = Forge(new SyntheticModel(2) { Depth = 30, SplitsOfEight = 4, Trees = 60 });
    private static readonly ForestForgery Complete = Forge(new SyntheticModel(3) { Depth = 6, Library = ModelLibrary.LightGbm });
    private static readonly ForestForgery Wide = Forge(new SyntheticModel(4) { Depth = 8, Features = 200 });
    private static readonly ForestForgery Vectors = Forge(new SyntheticModel(5) { Depth = 3, Outputs = 2, IsVector = true });

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ShouldOpenTheForgeriesUndamaged()
    {
        foreach (ForestForgery forgery in new[] { Deep, Compact, Complete, Wide, Vectors })
        {
            forgery.Restore();
            forgery.SealModels();
            Assert.That(forgery.Bytes, Is.EqualTo(forgery.Original), "the checksums are made as the compiler makes them");
            Assert.DoesNotThrow(() => Open(forgery.Bytes));
        }
    }

    [Test]
    public void ShouldRefuseEveryTruncationAndEveryExtension()
    {
        byte[] whole = Complete.Original;
        for (int length = 0; length < whole.Length; length += length < 140 ? 1 : 1 + (length / 30))
        {
            AssertFileRefused(whole[..length], $"{length} bytes", "ER4011");
        }

        AssertFileRefused([.. whole, 0], "one byte more", "ER4011");
        AssertFileRefused([.. whole, .. new byte[64]], "64 bytes more", "ER4011");
    }

    [Test]
    public void ShouldRefuseEveryBitOfTheHeader()
    {
        for (int bit = 0; bit < ForestHeader.SizeBytes * 8; bit++)
        {
            byte[] bytes = [.. Deep.Original];
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            string id = bit / 8 is >= 8 and < 12 ? "ER4012" : bit / 8 is >= 32 and < 64 ? "ER4013" : "ER4011";
            AssertRefused(bytes, $"bit {bit}", id);
        }
    }

    [Test]
    public void ShouldRefuseEveryChangeThatTheChecksumShows()
    {
        var bits = new Bits(77);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = [.. Deep.Original];
            bytes[ForestHeader.SizeBytes + bits.Below(bytes.Length - ForestHeader.SizeBytes)] ^= (byte)(1 << bits.Below(8));
            AssertRefused(bytes, $"change {i}", "ER4013");
        }
    }

    [Test]
    public void ShouldRefuseABadDirectory()
    {
        for (int table = 0; table < Deep.Directory.Length; table++)
        {
            foreach (long by in new long[] { 1, -1, 64, -64, long.MaxValue / 2, long.MinValue / 2 })
            {
                Refuse(Deep, forgery => forgery.Directory[table].Offset += by, $"offset of table {table} by {by}");
                Refuse(Deep, forgery => forgery.Directory[table].SizeBytes += by, $"size of table {table} by {by}");
            }

            Refuse(Deep, forgery => forgery.Directory[table].ElementBytes = 0, $"element of table {table}");
            Refuse(Deep, forgery => forgery.Directory[table].ElementBytes *= 2, $"element of table {table}");
            Refuse(Deep, forgery => forgery.Directory[table].Section = forgery.Directory[(table + 1) % forgery.Directory.Length].Section, $"table {table} twice");
            Refuse(Deep, forgery => forgery.Directory[table].Section = 99, $"unknown table {table}");
        }
    }

    [Test]
    public void ShouldRefuseBadColumns()
    {
        foreach (ForestForgery one in new[] { Deep, Compact, Complete, Wide, Vectors })
        {
            for (int c = 0; c < one.Table<ColumnRecord>(ForestSection.Columns).Length; c++)
            {
                Refuse(one, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[c].Feature = -1, "feature before the first");
                Refuse(one, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[c].Feature = 200, "feature behind the last");
            }
        }

        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[^1].Feature = 5, "feature");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[1].Lanes[(int)LaneVariant.NaNLeft] = 255, "lane");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[1].Lanes[(int)LaneVariant.NaNLeft] = -2, "lane");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[0].CutStart = int.MaxValue, "cuts");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[0].CutStart = -64, "cuts");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[^1].Steps++, "steps");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[0].CutCount = int.MaxValue, "cut count");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[0].ZeroRank = 300, "zero");
        Refuse(Deep, forgery => forgery.Table<ColumnRecord>(ForestSection.Columns)[0].HasInfiniteCut = 1, "infinite");
        Refuse(Deep, forgery => SetCut(forgery, -0.0f), "another zero");
        Refuse(Deep, forgery => SetCut(forgery, BitConverter.Int32BitsToSingle(0x7FC0_0001)), "another NaN");
        Refuse(Deep, SwapColumns, "order of columns");
        Refuse(Deep, forgery => forgery.Table<float>(ForestSection.SortedCuts)[^1] = 0f, "padding of sorted cuts");
        Refuse(Deep, forgery => forgery.Table<float>(ForestSection.SortedCuts)[0] -= 1f, "sorted cut");
        Refuse(Deep, forgery => forgery.Table<float>(ForestSection.SingleCuts)[0] = 0f, "place without a cut");
        Refuse(Deep, forgery => forgery.Table<float>(ForestSection.SingleCuts)[1] = 1e9f, "order of cuts");
        Refuse(Complete, forgery => forgery.Table<float>(ForestSection.SingleCuts)[1] += 0.001f, "single beside double");
        Refuse(Complete, forgery => forgery.Table<double>(ForestSection.DoubleCuts)[1] = double.NaN, "order of cuts");

        // The only cut that may be anything: the last of the column, as nothing follows it.
        static void SetCut(ForestForgery forgery, float cut)
        {
            ref ColumnRecord column = ref forgery.Table<ColumnRecord>(ForestSection.Columns)[0];
            int last = column.CutCount - 1;
            forgery.Table<float>(ForestSection.SingleCuts)[column.CutStart + ColumnRecord.HeapPosition(last, column.Steps)] = cut;
            forgery.Table<float>(ForestSection.SortedCuts)[column.CutStart + last] = cut;
            column.ZeroRank = forgery.Table<float>(ForestSection.SortedCuts).Slice(column.CutStart, column.CutCount).ToArray().Count(static one => one <= 0f);
        }

        static void SwapColumns(ForestForgery forgery)
        {
            Span<ColumnRecord> columns = forgery.Table<ColumnRecord>(ForestSection.Columns);
            (columns[0], columns[1]) = (columns[1], columns[0]);
        }
    }

    [Test]
    public void ShouldRefuseBadCategories()
    {
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].Feature = 5, "feature");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].LaneStart--, "lane");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].LaneCount = int.MaxValue, "lanes");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].CategoryCount += 32, "categories");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].ClassStart = -1, "classes");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].ClassCount = int.MaxValue, "classes");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].OtherClass = 70, "other");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].MissingClass = -1, "missing");
        Refuse(Deep, forgery => forgery.Table<CategoryRecord>(ForestSection.Categories)[0].CodeStart = 1L << 40, "codes");
        Refuse(Deep, forgery => forgery.Table<ushort>(ForestSection.CategoryClasses)[3] = 65_535, "class");
        Refuse(Deep, forgery => forgery.Table<byte>(ForestSection.CategoryCodes)[0] = 2, "code");
    }

    [Test]
    public void ShouldRefuseBadOutputs()
    {
        foreach (int to in new[] { -1, 1, 1000, int.MaxValue, int.MinValue })
        {
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].WalkStart += to, "walk start");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].WalkCount += to, "walk count");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].CompleteStart += to, "complete start");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].CompleteCount += to, "complete count");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].CompactCount += to, "compact count");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].DeepStart += to, "deep start");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].DeepCount += to, "deep count");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].Model += to, "model");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].OutputOfModel += to, "output");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].ScaleBits += to, "scale");
            Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].IsLinear += to, "linear");
        }

        Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].BaseRaw = (1L << 53) + 1, "base");
        Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].BaseRaw = long.MinValue, "base");
        Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].BaseRaw = 1L << 53, "base and leaves");
        Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].ErrorBound = 0, "bound");
        Refuse(Deep, forgery => forgery.Table<OutputRecord>(ForestSection.Outputs)[0].LibraryErrorBound = double.NaN, "bound");
        Refuse(Deep, Overflow, "counts that overflow to the right sum");

        static void Overflow(ForestForgery forgery)
        {
            ref OutputRecord output = ref forgery.Table<OutputRecord>(ForestSection.Outputs)[0];
            output.CompleteCount += int.MinValue;
            output.DeepCount += int.MinValue;
        }
    }

    [Test]
    public void ShouldRefuseBadTrees()
    {
        foreach (ForestForgery forgery in new[] { Deep, Compact, Complete, Wide })
        {
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Left = 0, "cycle");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Left = -1, "child");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Left = f.Table<WalkNode>(ForestSection.WalkNodes).Length - 1, "child without sibling");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[^1].Left = int.MaxValue, "leaf that points away");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[^1].Lane = 65_535, "lane of a leaf");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[^1].Code = 7, "leaf that splits");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Lane = 65_535, "lane");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Code = 0, "code");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Code = 257, "code");
            Refuse(forgery, static f => f.Table<WalkNode>(ForestSection.WalkNodes)[0].Code = WalkNode.LeafCode, "root that is a leaf");
            Refuse(forgery, static f => f.Table<WalkTree>(ForestSection.WalkTrees)[0].Root = -1, "root");
            Refuse(forgery, static f => f.Table<WalkTree>(ForestSection.WalkTrees)[0].Root++, "root");
            Refuse(forgery, static f => f.Table<WalkTree>(ForestSection.WalkTrees)[0].Steps--, "steps");
            Refuse(forgery, static f => f.Table<WalkTree>(ForestSection.WalkTrees)[0].Steps = int.MaxValue, "steps");
            Refuse(forgery, static f => f.Table<int>(ForestSection.WalkLeaves)[^1] = 1 << 27, "leaf");
            Refuse(forgery, static f => f.Table<int>(ForestSection.WalkLeaves)[^1] = int.MinValue, "leaf");
            Refuse(forgery, static f => f.Table<int>(ForestSection.WalkLeaves)[0] = 1, "value of a split");
        }
    }

    [Test]
    public void ShouldRefuseTablesThatDoNotFitTheTrees()
    {
        foreach (ForestSection section in new[] { ForestSection.DeepMasks, ForestSection.DeepBlocks, ForestSection.DeepStarts, ForestSection.WalkTrees })
        {
            RefuseEveryFewBytes(Deep, section);
        }

        foreach (ForestSection section in new[] { ForestSection.CompactMasks, ForestSection.CompactLeaves, ForestSection.CompactSteps })
        {
            RefuseEveryFewBytes(Compact, section);
        }

        foreach (ForestSection section in new[] { ForestSection.CompleteMasks, ForestSection.CompleteHeaps, ForestSection.CompleteLeaves, ForestSection.CompletePlanes })
        {
            RefuseEveryFewBytes(Complete, section);
        }
    }

    [Test]
    public void ShouldRefuseEveryBitOfAModelOrOpenASoundOne()
    {
        int refused = 0;
        int opened = 0;
        int size = (int)Vectors.Table<long>(ForestSection.ModelSizes)[0];
        for (int at = 0; at < size; at += 1 + (at / 400))
        {
            Vectors.Restore();
            Vectors.Table<byte>(ForestSection.Models)[at] ^= (byte)(1 << (at % 8));
            Vectors.SealModels();
            try
            {
                CompiledForest forest = Open(Vectors.Bytes);
                _ = ForestScores.RawOfAll(forest, ForestScores.Rows(17, forest.FeatureCount, 5));
                _ = ForestScores.Exact(forest, ForestScores.Rows(17, forest.FeatureCount, 5));
                opened++;
            }
            catch (EdgeRouterException e)
            {
                Assert.That(e.Id, Is.EqualTo("ER4011"), e.Message);
                refused++;
            }
        }

        TestContext.Out.WriteLine($"refused {refused}, opened {opened}");
        Assert.That(refused, Is.Positive);
        Assert.That(opened, Is.Positive);
    }

    [Test]
    public void ShouldNotBeReproducibleWhenItsModelWasForged()
    {
        Vectors.Restore();
        Span<byte> models = Vectors.Table<byte>(ForestSection.Models);
        int name = models.IndexOf("synthetic"u8);
        models[name] = (byte)'S';
        Vectors.SealModels();
        CompiledForest other = Open(Vectors.Bytes);
        Assert.That(other.Models[0].Objective, Is.EqualTo("Synthetic"));
        Assert.That(other.IsReproducible(), Is.True, "the objective's name is no part of the tables");
        Vectors.Restore();
        Span<int> lanes = Vectors.Table<int>(ForestSection.WalkLeaves);
        Assert.That(lanes.Length, Is.Positive);
        ref OutputRecord output = ref Vectors.Table<OutputRecord>(ForestSection.Outputs)[0];
        output.BaseRaw++;
        Vectors.SealModels();
        Assert.That(Open(Vectors.Bytes).IsReproducible(), Is.False);
    }

    private static ForestForgery Forge(SyntheticModel model) => new(ForestCompiler.Compile(model.Build()));

    private static void RefuseEveryFewBytes(ForestForgery forgery, ForestSection section)
    {
        int length = forgery.Table<byte>(section).Length;
        Assert.That(length, Is.Positive, $"{section}");
        for (int at = 0; at < length; at += 1 + (length / 29))
        {
            Refuse(forgery, f => f.Table<byte>(section)[at] ^= 0x41, $"{section} byte {at}");
        }
    }

    private static void Refuse(ForestForgery forgery, Action<ForestForgery> damage, string what)
    {
        forgery.Restore();
        damage(forgery);
        forgery.SealDigest();
        AssertRefused(forgery.Bytes, what, "ER4011");
    }

    private static void AssertRefused(byte[] bytes, string what, string id) => AssertRefused(() => Open(bytes), "forged.erf", what, id);

    private static void AssertRefused(Func<object> open, string path, string what, string id)
    {
        EdgeRouterException failure = Assert.Throws<EdgeRouterException>(() => open(), what)!;
        Assert.That(failure.Id, Is.EqualTo(id), $"{what}: {failure.Message}");
        Assert.That(failure.Message, Does.StartWith(path).And.Not.Contain('\n'));
    }

    private static CompiledForest Open(byte[] bytes) => ForestForgery.Open(bytes, "forged.erf");

    private void AssertFileRefused(byte[] bytes, string what, string id)
    {
        string path = _folder.Write("cut.erf", bytes);
        AssertRefused(() => ForestFile.Open(path), path, what, id);
    }
}
