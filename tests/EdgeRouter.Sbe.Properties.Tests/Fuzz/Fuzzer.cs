using System.Text.Json;
using EdgeRouter.Sbe.Properties.Tests.Harness;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>
/// Reads damaged messages, each between guard pages, with the walker and with the generated decoder: neither throws or reads beside the message, and
/// both agree whether it is whole. Every member of a whole message is read; for a sample the renderings are compared too.
/// </summary>
public sealed class Fuzzer(FuzzTarget target, ulong seed)
{
    private const int LongestBytes = 8_000;
    private const int SampleEvery = 64;

    private Dice _dice = new(seed);

    public long WholeCount { get; private set; }

    public long RenderedCount { get; private set; }

    /// <summary>Sum of everything read, so that reading cannot be optimised away.</summary>
    public ulong Sum { get; private set; }

    public void Run(int mutations)
    {
        using GuardedPages pages = new(LongestBytes);
        byte[] damaged = new byte[LongestBytes];
        for (int round = 0; round < mutations; round++)
        {
            byte[] message = target.Messages[_dice.Next(target.Messages.Count)];
            byte[] other = target.Messages[_dice.Next(target.Messages.Count)];
            int length = Mutator.Mutate(ref _dice, message, other, damaged);
            Span<byte> guarded = round % 2 == 0 ? pages.AtEnd(length) : pages.AtStart(length);
            damaged.AsSpan(0, length).CopyTo(guarded);
            Read(guarded, round);
        }
    }

    private void Read(ReadOnlySpan<byte> message, int round)
    {
        try
        {
            SbeCountingVisitor visitor = default;
            SbeWalkResult walked = target.Walker.Walk(message, ref visitor);
            bool isWhole = walked is { Status: SbeWalkStatus.Complete, MissingFields: 0 };
            if (!target.Codecs.TryGetValue(walked.TemplateId, out IMessageCodec? codec))
            {
                return;
            }

            Sum += codec.Sweep(message, out bool isTaken);
            if (isTaken != isWhole)
            {
                throw new DisagreementException($"TryWrap says {isTaken}, the walker {walked}");
            }

            WholeCount += isTaken ? 1 : 0;
            if (round % SampleEvery == 0)
            {
                Render(message, codec, walked);
            }
        }
        catch (Exception error)
        {
            Assert.Fail($"seed {seed}, round {round}: {Convert.ToHexString(message)}\n{error}");
        }
    }

    private void Render(ReadOnlySpan<byte> message, IMessageCodec codec, in SbeWalkResult walked)
    {
        JsonDocument.Parse(SbeJson.Render(target.Walker, message, out SbeWalkResult _)).Dispose();
        Agree.Equal(SbeText.Render(target.Walker, message, out SbeWalkResult _).Length > 0, true, "text for people");
        string? generated = codec.Decode(message, out int bodyLength, out SbeExtent extent);
        if (generated == null)
        {
            return;
        }

        RenderedCount++;
        string json = SbeJson.Render(target.Walker, message.Slice(0, message.Length - walked.TrailingBytes), out SbeWalkResult _);
        Agree.Equal(generated, json, "renderings");
        Agree.Equal(bodyLength, message.Length - target.Walker.Schema.Header.EncodedLength - walked.TrailingBytes, "body length");
        Agree.Equal((extent.GroupInstances, extent.GroupEntries, extent.DataFields), ((int)walked.GroupInstances, (int)walked.GroupEntries, (int)walked.DataFields), "extent");
    }
}
