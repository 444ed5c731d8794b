using System.Collections;
using System.Reflection;
using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.Tests.Recovery;

namespace EdgeRouter.Engine.Tests.Setup;

internal sealed class RouterSetupJsonTests
{
    private int _next;

    [Test]
    public void ShouldKeepEveryPropertyOfASetupThatHasNoDefaultLeft()
    {
        RouterSetup setup = Rich();
        byte[] bytes = RouterSetupJson.Format(setup);
        RouterSetup read = RouterSetupJson.Parse(bytes, "a test");
        int compared = AssertSame(setup, read, "setup");
        TestContext.Out.WriteLine($"{compared} values, {bytes.Length} bytes");
        Assert.That(compared, Is.GreaterThan(120), "the walk found the values");
        Assert.That(RouterSetupJson.Format(read), Is.EqualTo(bytes), "equal setups give equal bytes");
    }

    [Test]
    public void ShouldLoseNothingOfTheDefaults()
    {
        byte[] bytes = RouterSetupJson.Format(EventDay.Setup);
        RouterSetup read = RouterSetupJson.Parse(bytes, "a test");
        AssertSame(EventDay.Setup, read, "setup");
        Assert.That(RouterSetupJson.Format(EventDay.Setup), Is.EqualTo(bytes));
    }

    [TestCase("", "ER1131")]
    [TestCase("null", "ER1131")]
    [TestCase("[]", "ER1131")]
    [TestCase("{}", "ER1131")]
    [TestCase("{\"policy\":1}", "ER1131")]
    [TestCase("{\"unknown\":1}", "ER1131")]
    public void ShouldRefuseWhatIsNoSetup(string text, string id)
    {
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => RouterSetupJson.Parse(Encoding.UTF8.GetBytes(text), "journal J"))!;
        Assert.That(e.Id, Is.EqualTo(id));
        Assert.That(e.Message, Does.Contain("journal J").And.Not.Contain("\n"));
    }

    [Test]
    public void ShouldBearAnyBytesWithOneLineAndAnId()
    {
        const ulong seed = 77;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new DeterministicRandom(seed);
        byte[] good = RouterSetupJson.Format(Rich());
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] bad = Mutate(good, ref random);
            try
            {
                RouterSetupJson.Parse(bad, "a test");
            }
            catch (EdgeRouterException e)
            {
                refused++;
                Assert.That(e.Message, Does.Not.Contain("\n"), $"case {i}");
                Assert.That(e.Id, Does.StartWith("ER11"), $"case {i}: {e.Message}");
            }
        }

        Assert.That(refused, Is.GreaterThan(1000));
    }

    private static byte[] Mutate(byte[] good, ref DeterministicRandom random)
    {
        byte[] bad = [.. good];
        int at = random.NextInt32(bad.Length);
        switch (random.NextInt32(5))
        {
            case 0:
                return bad[..at];
            case 1:
                bad[at] = (byte)random.NextInt32(256);
                return bad;
            case 2:
                return [.. bad[..at], .. "null"u8, .. bad[Math.Min(bad.Length, at + 1 + random.NextInt32(6))..]];
            case 3:
                string text = Encoding.UTF8.GetString(bad);
                int number = text.IndexOfAny("0123456789".ToCharArray(), at);
                return number < 0 ? bad : Encoding.UTF8.GetBytes(text[..number] + "-99999999999999999999" + text[(number + 1)..]);
            default:
                int end = Math.Min(bad.Length, at + random.NextInt32(40));
                return [.. bad[..at], .. bad[end..]];
        }
    }

    private RouterSetup Rich() => (RouterSetup)Filled(typeof(RouterSetup), "setup")!;

    // A value that differs from the default and from every other one.
    private object? Filled(Type type, string name)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        int number = ++_next;
        if (plain == typeof(Universe))
        {
            return Universe();
        }

        if (plain == typeof(string))
        {
            return $"{name}{number}";
        }

        if (plain.IsEnum)
        {
            Array values = Enum.GetValues(plain);
            return values.GetValue(values.Length - 1);
        }

        if (plain == typeof(bool))
        {
            return true;
        }

        if (plain.IsPrimitive)
        {
            return Convert.ChangeType(plain == typeof(byte) ? number % 250 : number, plain, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (plain.IsGenericType && plain.IsAssignableTo(typeof(IEnumerable)))
        {
            Type item = plain.GetGenericArguments()[0];
            Array items = Array.CreateInstance(item, 2);
            items.SetValue(Filled(item, name), 0);
            items.SetValue(Filled(item, name), 1);
            return items;
        }

        return FilledObject(plain);
    }

    private object FilledObject(Type type)
    {
        ConstructorInfo? constructor = type.GetConstructors().Where(c => !c.GetParameters().Any(p => p.ParameterType == type)).OrderBy(c => c.GetParameters().Length).LastOrDefault();
        object value = constructor is null || (type.IsValueType && constructor.GetParameters().Length == 0)
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(p => Filled(p.ParameterType, p.Name!))]);
        foreach (PropertyInfo property in Settable(type))
        {
            property.SetValue(value, Filled(property.PropertyType, property.Name));
        }

        return value;
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0);

    private Universe Universe() => new(
        [Entry<Instrument>() with { Id = new InstrumentId(0) }, Entry<Instrument>() with { Id = new InstrumentId(1) }],
        [Entry<Venue>() with { Id = new VenueId(0) }, Entry<Venue>() with { Id = new VenueId(1) }]);

    private T Entry<T>()
    {
        object value = Activator.CreateInstance(typeof(T))!;
        foreach (PropertyInfo property in Settable(typeof(T)).Where(p => p.PropertyType != typeof(TickTable)))
        {
            property.SetValue(value, Filled(property.PropertyType, property.Name));
        }

        foreach (PropertyInfo property in Settable(typeof(T)).Where(p => p.PropertyType == typeof(TickTable)))
        {
            property.SetValue(value, new TickTable([new TickBand(0, 100), new TickBand(1_000_000_000, 10_000_000)]));
        }

        return (T)value;
    }

    private static int AssertSame(object? expected, object? actual, string path)
    {
        if (expected is null || expected is string || expected.GetType().IsPrimitive || expected.GetType().IsEnum)
        {
            Assert.That(actual, Is.EqualTo(expected), path);
            return 1;
        }

        Assert.That(actual, Is.Not.Null, path);
        if (expected is Universe universe)
        {
            var read = (Universe)actual!;
            return AssertSame(universe.Instruments.ToArray(), read.Instruments.ToArray(), path + ".instruments") + AssertSame(universe.Venues.ToArray(), read.Venues.ToArray(), path + ".venues");
        }

        if (expected is TickTable ticks)
        {
            return AssertSame(ticks.Bands.ToArray(), ((TickTable)actual!).Bands.ToArray(), path);
        }

        if (expected is IEnumerable list)
        {
            object?[] was = [.. list.Cast<object?>()];
            object?[] now = [.. ((IEnumerable)actual!).Cast<object?>()];
            Assert.That(now, Has.Length.EqualTo(was.Length), path);
            return was.Select((item, i) => AssertSame(item, now[i], $"{path}[{i}]")).Sum();
        }

        PropertyInfo[] properties = [.. expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && (p.CanWrite || expected.GetType().Name is "InstrumentId" or "VenueId"))];
        return properties.Sum(p => AssertSame(p.GetValue(expected), p.GetValue(actual), $"{path}.{p.Name}"));
    }
}
