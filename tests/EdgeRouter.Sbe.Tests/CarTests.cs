using System.Text;
using EdgeRouter.Sbe.Tests.Car;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests;

/// <summary>Against a Car message that another implementation encoded.</summary>
public sealed class CarTests
{
    private const string Wire = "sbe-conformance/aeron-sbe/car_example_baseline_data.sbe";

    [Test]
    public void ShouldDecodeFields()
    {
        CarDecoder car = Wrap(File.ReadAllBytes(SharedData.Path(Wire)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(car.SerialNumber, Is.EqualTo(1234));
            Assert.That(car.ModelYear, Is.EqualTo(2013));
            Assert.That(car.Available, Is.EqualTo(YesNo.Yes));
            Assert.That(car.Code, Is.EqualTo(Model.A));
            Assert.That(new[] { car.GetSomeNumbers(0), car.GetSomeNumbers(1), car.GetSomeNumbers(2), car.GetSomeNumbers(3) }, Is.EqualTo(new uint[] { 1, 2, 3, 4 }));
            Assert.That(Text(car.VehicleCode), Is.EqualTo("abcdef"));
            Assert.That(car.Extras, Is.EqualTo(Extras.SportsPack | Extras.CruiseControl));
            Assert.That(CarDecoder.DiscountedModel, Is.EqualTo(Model.C));
            Assert.That(car.EngineCapacity, Is.EqualTo(2000));
            Assert.That(car.EngineNumCylinders, Is.EqualTo(4));
            Assert.That(EngineDecoder.MaxRpm, Is.EqualTo(9000));
            Assert.That(Text(EngineDecoder.Fuel), Is.EqualTo("Petrol"));
            Assert.That(Text(car.Engine.ManufacturerCode), Is.EqualTo("123"));
            Assert.That(car.Engine.Efficiency, Is.EqualTo(35));
            Assert.That(car.Engine.BoosterEnabled, Is.EqualTo(YesNo.Yes));
            Assert.That(car.Engine.Booster.BoostType, Is.EqualTo(BoostType.Nitrous));
            Assert.That(car.Engine.BoosterHorsePower, Is.EqualTo(200));
        }
    }

    [Test]
    public void ShouldDecodeGroupsAndData()
    {
        CarDecoder car = Wrap(File.ReadAllBytes(SharedData.Path(Wire)));
        List<string> seen = [];
        foreach (CarDecoder.FuelFiguresEntry figure in car.FuelFigures)
        {
            seen.Add(FormattableString.Invariant($"{figure.Speed} {figure.Mpg} {Text(figure.UsageDescription)}"));
        }

        foreach (CarDecoder.PerformanceFiguresEntry figure in car.PerformanceFigures)
        {
            foreach (CarDecoder.PerformanceFiguresEntry.AccelerationEntry point in figure.Acceleration)
            {
                seen.Add(FormattableString.Invariant($"{figure.OctaneRating} {point.Mph} {point.Seconds}"));
            }
        }

        seen.Add($"{Text(car.Manufacturer)} {Text(car.Model)} {Text(car.ActivationCode)}");
        Assert.That(seen, Is.EqualTo(new[]
        {
            "30 35.9 Urban Cycle", "55 49 Combined Cycle", "75 40 Highway Cycle", "95 30 4", "95 60 7.5", "95 100 12.2", "99 30 3.8", "99 60 7.1", "99 100 11.8",
            "Honda Civic VTi abcdef",
        }));
    }

    [Test]
    public void ShouldEncodeTheSameBytes()
    {
        byte[] wire = File.ReadAllBytes(SharedData.Path(Wire));
        byte[] buffer = new byte[512];
        Array.Fill(buffer, (byte)0xEE);
        int length = Encode(buffer);
        Assert.That(Convert.ToHexString(buffer.AsSpan(0, length)), Is.EqualTo(Convert.ToHexString(wire)));
        Assert.That(buffer.AsSpan(length).IndexOfAnyExcept((byte)0xEE), Is.Negative, "nothing is written behind the message");
    }

    [Test]
    public void ShouldNotAllocate()
    {
        byte[] buffer = new byte[512];
        long sum = RoundTrip(buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1_000; round++)
        {
            sum += RoundTrip(buffer);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.EqualTo(1_001L * 190));
    }

    [Test]
    public void ShouldMeasureAsTheWalkerWalks()
    {
        byte[] wire = File.ReadAllBytes(SharedData.Path(Wire));
        CarDecoder car = Wrap(wire);
        SbeExtent extent = car.Measure();
        SbeCountingVisitor visitor = default;
        SbeWalkResult walked = TestSchemas.Walker("car.xml").Walk(wire, ref visitor);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((extent.GroupInstances, extent.GroupEntries, extent.DataFields), Is.EqualTo((4, 11, 6)));
            Assert.That(car.BodyLength, Is.EqualTo(wire.Length - SchemaInfo.HeaderLength));
            Assert.That((walked.Status, walked.GroupInstances, walked.GroupEntries, walked.DataFields, walked.TrailingBytes), Is.EqualTo((SbeWalkStatus.Complete, 4L, 11L, 6L, 0)));
        }
    }

    [Test]
    public void ShouldReportEveryCut()
    {
        byte[] wire = File.ReadAllBytes(SharedData.Path(Wire));
        SbeWalker walker = TestSchemas.Walker("car.xml");
        for (int length = 0; length < wire.Length; length++)
        {
            byte[] cut = wire[..length];
            bool isWhole = SchemaInfo.TryReadHeader(cut, out int blockLength, out int _, out int _, out int version)
                && CarDecoder.TryWrap(cut.AsSpan(SchemaInfo.HeaderLength), blockLength, version, out CarDecoder _);
            Assert.That(isWhole, Is.False, FormattableString.Invariant($"cut at {length}"));
            string json = SbeJson.Render(walker, cut, out SbeWalkResult result);
            Assert.That(result.Status, Is.Not.EqualTo(SbeWalkStatus.Complete));
            Assert.That(json, Does.Contain("\"error\":"));
            Assert.DoesNotThrow(() => System.Text.Json.JsonDocument.Parse(json).Dispose());
        }
    }

    [Test]
    public void ShouldRenderJson()
    {
        string json = SbeJson.Render(TestSchemas.Walker("car.xml"), File.ReadAllBytes(SharedData.Path(Wire)), out SbeWalkResult _);
        Assert.That(json, Is.EqualTo(
            @"{""message"":""Car"",""templateId"":1,""version"":0,""serialNumber"":1234,""modelYear"":2013,""available"":""Yes"",""code"":""A"",""someNumbers"":[1,2,3,4],""vehicleCode"":""abcdef"",""extras"":[""sportsPack"",""cruiseControl""],""discountedModel"":""C"","
            + @"""engine"":{""capacity"":2000,""numCylinders"":4,""maxRpm"":9000,""manufacturerCode"":""123"",""fuel"":""Petrol"",""efficiency"":35,""boosterEnabled"":""Yes"",""booster"":{""BoostType"":""Nitrous"",""horsePower"":200}},"
            + @"""fuelFigures"":[{""speed"":30,""mpg"":35.9,""usageDescription"":""Urban Cycle""},{""speed"":55,""mpg"":49,""usageDescription"":""Combined Cycle""},{""speed"":75,""mpg"":40,""usageDescription"":""Highway Cycle""}],"
            + @"""performanceFigures"":[{""octaneRating"":95,""acceleration"":[{""mph"":30,""seconds"":4},{""mph"":60,""seconds"":7.5},{""mph"":100,""seconds"":12.2}]},{""octaneRating"":99,""acceleration"":[{""mph"":30,""seconds"":3.8},{""mph"":60,""seconds"":7.1},{""mph"":100,""seconds"":11.8}]}],"
            + @"""manufacturer"":""Honda"",""model"":""Civic VTi"",""activationCode"":""abcdef""}"));
    }

    [Test]
    public void ShouldRenderAsTheWalkerDoes()
    {
        byte[] wire = File.ReadAllBytes(SharedData.Path(Wire));
        CarDecoder car = Wrap(wire);
        Assert.That(car.ToString(), Is.EqualTo(SbeJson.Render(TestSchemas.Walker("car.xml"), wire, out SbeWalkResult _)));
        Assert.That(car.Engine.Booster.ToString(), Is.EqualTo("""{"BoostType":"Nitrous","horsePower":200}"""));
        Assert.That(car.PerformanceFigures.GetEnumerator().Current.ActingBlockLength, Is.Zero, "nothing is at hand before the first step");
    }

    [Test]
    public void ShouldThrowForAnElementThatIsNotThere()
    {
        byte[] wire = File.ReadAllBytes(SharedData.Path(Wire));
        Assert.Throws<IndexOutOfRangeException>(() => Wrap(wire).GetSomeNumbers(4));
        Assert.Throws<IndexOutOfRangeException>(() => Wrap(wire).GetSomeNumbers(-1));
        Assert.Throws<NullReferenceException>(() => _ = default(CarDecoder).SerialNumber);
    }

    [Test]
    public void ShouldRenderText()
    {
        string[] lines = SbeText.Render(TestSchemas.Walker("car.xml"), File.ReadAllBytes(SharedData.Path(Wire)), out SbeWalkResult _).Split('\n');
        Assert.That(lines, Has.Length.EqualTo(1 + 3 + 2 + 6));
        Assert.That(lines[1], Is.EqualTo("  fuelFigures[0] speed=30 mpg=35.9 usageDescription=Urban Cycle"));
        Assert.That(lines[^1], Is.EqualTo("    acceleration[2] mph=100 seconds=11.8"));
    }

#if DEBUG
    [Test]
    public void ShouldRefuseAnotherOrder()
    {
        Assert.Throws<InvalidOperationException>(() =>
        {
            CarEncoder.TryWrap(new byte[512], out CarEncoder car);
            car.BeginPerformanceFigures(0);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            CarEncoder.TryWrap(new byte[512], out CarEncoder car);
            car.BeginFuelFigures(1);
            car.BeginPerformanceFigures(0);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            CarEncoder.TryWrap(new byte[512], out CarEncoder car);
            CarEncoder.FuelFiguresEncoder fuel = car.BeginFuelFigures(2);
            fuel.Next();
            fuel.Next();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            CarEncoder.TryWrap(new byte[512], out CarEncoder car);
            _ = car.EncodedLength;
        });
    }
#endif

    private static CarDecoder Wrap(byte[] wire)
    {
        Assert.That(SchemaInfo.TryReadHeader(wire, out int blockLength, out int templateId, out int schemaId, out int version), Is.True);
        Assert.That((templateId, schemaId, blockLength), Is.EqualTo((CarDecoder.TemplateId, CarDecoder.SchemaId, CarDecoder.BlockLength)));
        Assert.That(CarDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), blockLength, version, out CarDecoder car), Is.True);
        return car;
    }

    private static long RoundTrip(byte[] buffer)
    {
        int length = Encode(buffer);
        CarDecoder.TryWrap(buffer.AsSpan(SchemaInfo.HeaderLength, length - SchemaInfo.HeaderLength), CarDecoder.BlockLength, 0, out CarDecoder car);
        long sum = 0;
        foreach (CarDecoder.PerformanceFiguresEntry figure in car.PerformanceFigures)
        {
            foreach (CarDecoder.PerformanceFiguresEntry.AccelerationEntry point in figure.Acceleration)
            {
                sum += point.Mph;
            }
        }

        return sum / 2;
    }

    private static int Encode(byte[] buffer)
    {
        CarEncoder.TryWrapWithHeader(buffer, out CarEncoder car);
        car.SerialNumber = 1234;
        car.ModelYear = 2013;
        car.Available = YesNo.Yes;
        car.Code = Model.A;
        for (int index = 0; index < 4; index++)
        {
            car.SetSomeNumbers(index, (uint)index + 1);
        }

        car.SetVehicleCode("abcdef"u8);
        car.Extras = Extras.SportsPack | Extras.CruiseControl;
        EncodeEngine(car.Engine);
        CarEncoder.FuelFiguresEncoder fuel = car.BeginFuelFigures(3);
        EncodeFuel(ref fuel, 30, 35.9f, "Urban Cycle"u8);
        EncodeFuel(ref fuel, 55, 49.0f, "Combined Cycle"u8);
        EncodeFuel(ref fuel, 75, 40.0f, "Highway Cycle"u8);
        CarEncoder.PerformanceFiguresEncoder performance = car.BeginPerformanceFigures(2);
        EncodePerformance(ref performance, 95, 4.0f, 7.5f, 12.2f);
        EncodePerformance(ref performance, 99, 3.8f, 7.1f, 11.8f);
        car.PutManufacturer("Honda"u8);
        car.PutModel("Civic VTi"u8);
        car.PutActivationCode("abcdef"u8);
        return car.EncodedLength;
    }

    private static void EncodeEngine(EngineEncoder engine)
    {
        engine.Capacity = 2000;
        engine.NumCylinders = 4;
        engine.SetManufacturerCode("123"u8);
        engine.Efficiency = 35;
        engine.BoosterEnabled = YesNo.Yes;
        engine.BoosterBoostType = BoostType.Nitrous;
        engine.BoosterHorsePower = 200;
    }

    private static void EncodeFuel(ref CarEncoder.FuelFiguresEncoder fuel, ushort speed, float mpg, ReadOnlySpan<byte> description)
    {
        fuel.Next();
        fuel.Speed = speed;
        fuel.Mpg = mpg;
        fuel.PutUsageDescription(description);
    }

    private static void EncodePerformance(ref CarEncoder.PerformanceFiguresEncoder performance, byte octane, float first, float second, float third)
    {
        performance.Next();
        performance.OctaneRating = octane;
        CarEncoder.PerformanceFiguresEncoder.AccelerationEncoder acceleration = performance.BeginAcceleration(3);
        acceleration.Next();
        acceleration.Mph = 30;
        acceleration.Seconds = first;
        acceleration.Next();
        acceleration.Mph = 60;
        acceleration.Seconds = second;
        acceleration.Next();
        acceleration.Mph = 100;
        acceleration.Seconds = third;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
