using System.Globalization;
using System.Reflection;
using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class WaterfallOptionsTests
{
    [TestCase(nameof(WaterfallOptions.RejectCountMax), -1L)]
    [TestCase(nameof(WaterfallOptions.RejectCountMax), 16L)]
    [TestCase(nameof(WaterfallOptions.SweepUrgencyPercentMin), 102L)]
    [TestCase(nameof(WaterfallOptions.SweepSizePercentMin), 100L)]
    [TestCase(nameof(WaterfallOptions.SweepDistanceBpsMax), 0L)]
    [TestCase(nameof(WaterfallOptions.SweepDistanceBpsMax), 10_001L)]
    [TestCase(nameof(WaterfallOptions.DispatchDelayMaxNs), -1L)]
    [TestCase(nameof(WaterfallOptions.DispatchDelayMaxNs), 1_000_000_001L)]
    public void ShouldNameTheOptionThatIsWrong(string key, long value)
    {
        var options = new WaterfallOptions();
        PropertyInfo property = typeof(WaterfallOptions).GetProperty(key)!;
        property.SetValue(options, Convert.ChangeType(value, property.PropertyType, CultureInfo.InvariantCulture));
        Assert.That(options.Validate, Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1112").And.Message.Contains(key));
    }

    [Test]
    public void ShouldCheckProtectionToo() => Assert.That(
        new WaterfallOptions { Protection = new ProtectionOptions { Mode = (ProtectionMode)9 } }.Validate,
        Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1141"));

    [Test]
    public void ShouldProtectAndNotSweepByDefault()
    {
        WaterfallOptions options = new WaterfallOptions().Validate();
        Assert.That((options.Protection.Mode, options.Protection.HaltsEverywhere, options.SweepsBeyondTouch), Is.EqualTo((ProtectionMode.On, true, false)));
    }
}
