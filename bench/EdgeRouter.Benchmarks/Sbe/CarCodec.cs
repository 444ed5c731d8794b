using EdgeRouter.Benchmarks.Wire.Cars;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>The standard Car example by generated code, with the values that its published benchmarks use.</summary>
internal static class CarCodec
{
    /// <summary>Room for one message.</summary>
    public const int BytesMax = 256;

    /// <summary>Writes header, every field, both groups with the nested one, and all data; gives the length.</summary>
    public static int Write(Span<byte> buffer, int serialNumber)
    {
        CarEncoder.TryWrapWithHeader(buffer, out CarEncoder car);
        car.SerialNumber = (ulong)serialNumber;
        car.ModelYear = 2013;
        car.Available = YesNo.Yes;
        car.Code = Model.A;
        for (int i = 0; i < CarDecoder.SomeNumbersLength; i++)
        {
            car.SetSomeNumbers(i, (uint)i);
        }

        car.SetVehicleCode("CODE12"u8);
        car.Extras = Extras.CruiseControl | Extras.SportsPack;
        WriteEngine(car.Engine);
        CarEncoder.FuelFiguresEncoder fuel = car.BeginFuelFigures(3);
        WriteFuel(ref fuel, 30, 35.9f, "Urban Cycle"u8);
        WriteFuel(ref fuel, 55, 49.0f, "Combined Cycle"u8);
        WriteFuel(ref fuel, 75, 40.0f, "Highway Cycle"u8);
        CarEncoder.PerformanceFiguresEncoder performance = car.BeginPerformanceFigures(2);
        WritePerformance(ref performance, 95, 4.0f, 7.5f, 12.2f);
        WritePerformance(ref performance, 99, 3.8f, 7.1f, 11.8f);
        car.PutManufacturer("Honda"u8);
        car.PutModel("Civic VTi"u8);
        car.PutActivationCode("code"u8);
        return car.EncodedLength;
    }

    /// <summary>Reads header, every field, both groups with the nested one, and all data; -1 for bytes that are no car.</summary>
    public static long Sum(ReadOnlySpan<byte> message)
    {
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out int _, out int _, out int version)
            || !CarDecoder.TryWrap(message[SchemaInfo.HeaderLength..], blockLength, version, out CarDecoder car))
        {
            return -1;
        }

        EngineDecoder engine = car.Engine;
        long sum = (long)car.SerialNumber + car.ModelYear + (long)car.Available + (long)car.Code + SumVisitor.Text(car.VehicleCode) + (long)car.Extras
            + engine.Capacity + engine.NumCylinders + SumVisitor.Text(engine.ManufacturerCode) + engine.Efficiency + (long)engine.BoosterEnabled
            + (long)engine.BoosterBoostType + engine.BoosterHorsePower;
        for (int i = 0; i < CarDecoder.SomeNumbersLength; i++)
        {
            sum += car.GetSomeNumbers(i);
        }

        foreach (CarDecoder.FuelFiguresEntry figure in car.FuelFigures)
        {
            sum += figure.Speed + BitConverter.SingleToInt32Bits(figure.Mpg) + SumVisitor.Text(figure.UsageDescription);
        }

        foreach (CarDecoder.PerformanceFiguresEntry figure in car.PerformanceFigures)
        {
            sum += figure.OctaneRating;
            foreach (CarDecoder.PerformanceFiguresEntry.AccelerationEntry acceleration in figure.Acceleration)
            {
                sum += acceleration.Mph + BitConverter.SingleToInt32Bits(acceleration.Seconds);
            }
        }

        return sum + SumVisitor.Text(car.Manufacturer) + SumVisitor.Text(car.Model) + SumVisitor.Text(car.ActivationCode);
    }

    private static void WriteEngine(EngineEncoder engine)
    {
        engine.Capacity = 2000;
        engine.NumCylinders = 4;
        engine.SetManufacturerCode("123"u8);
        engine.Efficiency = 35;
        engine.BoosterEnabled = YesNo.Yes;
        engine.BoosterBoostType = BoostType.Nitrous;
        engine.BoosterHorsePower = 200;
    }

    private static void WriteFuel(ref CarEncoder.FuelFiguresEncoder fuel, ushort speed, float mpg, ReadOnlySpan<byte> description)
    {
        fuel.Next();
        fuel.Speed = speed;
        fuel.Mpg = mpg;
        fuel.PutUsageDescription(description);
    }

    private static void WritePerformance(ref CarEncoder.PerformanceFiguresEncoder performance, byte octane, float first, float second, float third)
    {
        performance.Next();
        performance.OctaneRating = octane;
        CarEncoder.PerformanceFiguresEncoder.AccelerationEncoder acceleration = performance.BeginAcceleration(3);
        WriteAcceleration(ref acceleration, 30, first);
        WriteAcceleration(ref acceleration, 60, second);
        WriteAcceleration(ref acceleration, 100, third);
    }

    private static void WriteAcceleration(ref CarEncoder.PerformanceFiguresEncoder.AccelerationEncoder acceleration, ushort mph, float seconds)
    {
        acceleration.Next();
        acceleration.Mph = mph;
        acceleration.Seconds = seconds;
    }
}
