using System.Text.Json.Nodes;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>A recorded message.</summary>
/// <param name="Case">What it is an example of.</param>
/// <param name="Wire">Its bytes, message header included.</param>
/// <param name="Content">The values that were encoded, by the schema's names; <c>message</c> is the template's.</param>
internal sealed record CorpusMessage(string Case, byte[] Wire, JsonObject Content)
{
    public string Name => (string)Content["message"]!;

    public override string ToString() => $"{Name} ({Case})";
}
