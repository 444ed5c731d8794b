using System.Text.Json.Nodes;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>The comparison that the corpus stands on must see every difference.</summary>
public sealed class JsonContentTests
{
    [TestCase("{\"a\":1}", "{\"a\":1}", null)]
    [TestCase("{\"a\":1}", "{\"a\":1,\"b\":null,\"c\":[]}", null)]
    [TestCase("{\"a\":{\"b\":[{\"c\":\"x\"}]}}", "{\"a\":{\"b\":[{\"c\":\"x\",\"d\":null}]}}", null)]
    [TestCase("{\"a\":1}", "{\"a\":2}", "$.a: recorded 1, read 2")]
    [TestCase("{\"a\":1}", "{\"a\":\"1\"}", "$.a: recorded 1, read \"1\"")]
    [TestCase("{\"a\":9007199254740993}", "{\"a\":9007199254740992}", "$.a: recorded 9007199254740993, read 9007199254740992")]
    [TestCase("{\"a\":null}", "{}", "$.a: recorded null, read \"(nothing)\"")]
    [TestCase("{}", "{\"a\":0}", "$.a: unexpected 0")]
    [TestCase("{\"a\":[1,2]}", "{\"a\":[1]}", "$.a: recorded [1,2], read [1]")]
    [TestCase("{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":3}]}", "$.a[0].b: recorded 1, read 3")]
    public void ShouldTellWhatDiffers(string expected, string actual, string? difference) =>
        Assert.That(JsonContent.Differences(JsonNode.Parse(expected), JsonNode.Parse(actual), "$"), Is.EqualTo(difference == null ? [] : new[] { difference }));

    [TestCase("{}", "{\"a\":0,\"b\":\"None\",\"c\":\"False\",\"d\":[],\"e\":\"\"}", null)]
    [TestCase("{\"r\":[{\"a\":1}]}", "{\"r\":[{\"a\":1,\"b\":0}]}", null)]
    [TestCase("{\"a\":1}", "{\"a\":0}", "$.a: recorded 1, read 0")]
    [TestCase("{}", "{\"a\":-1}", "$.a: unexpected -1")]
    [TestCase("{}", "{\"a\":255}", "$.a: unexpected 255")]
    [TestCase("{}", "{\"a\":\"True\"}", "$.a: unexpected \"True\"")]
    public void ShouldTakeNeutralValuesForAbsentOnes(string expected, string actual, string? difference) =>
        Assert.That(
            JsonContent.ValueDifferences(JsonNode.Parse(expected), JsonNode.Parse(actual)), Is.EqualTo(difference == null ? [] : new[] { difference }));
}
