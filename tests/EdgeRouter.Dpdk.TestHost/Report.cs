using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Dpdk.TestHost;

internal static class Report
{
    public static void Value(string key, object value) =>
        Console.WriteLine($"{key}={Convert.ToString(value, CultureInfo.InvariantCulture)}");

    /// <summary>Reports the error that an action ends in, or none.</summary>
    public static void Failure(string key, Action action)
    {
        try
        {
            action();
            Value(key, "none");
        }
        catch (EdgeRouterException failure)
        {
            Value(key, failure.ToUserLine());
        }
    }
}
