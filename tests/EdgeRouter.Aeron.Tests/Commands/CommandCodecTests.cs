using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Commands;

/// <summary>Every offset is one of AERON.md §5, written down by hand.</summary>
public sealed class CommandCodecTests
{
    private const long Client = 0x1122334455667788;
    private const long Correlation = 0x0102030405060708;
    private const long Registration = -7;
    private const string Channel = "aeron:ipc?alias=ä";
    private const int ChannelBytes = 18;

    public static IEnumerable<TestCaseData> Commands()
    {
        yield return Case(Command(0x01, c => (c.StreamId, c.Text) = (77, Channel)), (16, 77), (20, ChannelBytes), (24, Channel));
        yield return Case(Command(0x02, c => c.RegistrationId = Registration), (16, Registration), (24, 0L));
        yield return Case(Command(0x02, c => (c.RegistrationId, c.IsRevoked) = (Registration, true)), (16, Registration), (24, 1L));
        yield return Case(Command(0x03, c => (c.StreamId, c.Text) = (-1, Channel)), (16, -1), (20, ChannelBytes), (24, Channel));
        yield return Case(Command(0x04, c => (c.StreamId, c.Text) = (5, Channel)), (16, -1L), (24, 5), (28, ChannelBytes), (32, Channel));
        yield return Case(Command(0x05, c => c.RegistrationId = Registration), (16, Registration));
        yield return Case(Command(0x06, _ => { }));
        foreach (int kind in new[] { 0x07, 0x08, 0x0C, 0x0D })
        {
            yield return Case(Command(kind, c => (c.RegistrationId, c.Text) = (Registration, Channel)), (16, Registration), (24, ChannelBytes), (28, Channel));
        }

        yield return Case(
            Command(0x09, c => (c.TypeId, c.Key, c.Label) = (1001, [1, 2, 3, 4, 5], "label")),
            (16, 1001), (20, 5), (24, new byte[] { 1, 2, 3, 4, 5 }), (32, 5), (36, "label"));
        yield return Case(Command(0x0A, c => c.RegistrationId = Registration), (16, Registration));
        yield return Case(Command(0x0B, _ => { }));
        yield return Case(Command(0x0E, c => c.Key = [9, 8, 7]), (16, 3), (20, new byte[] { 9, 8, 7 }));
        yield return Case(
            Command(0x0F, c => (c.RegistrationId, c.TypeId, c.Key, c.Label) = (Registration, 1002, [1, 2, 3, 4], "x")),
            (16, Registration), (24, 1002), (28, 4), (32, new byte[] { 1, 2, 3, 4 }), (36, 1), (40, "x"));
        yield return Case(
            Command(0x10, c => (c.RegistrationId, c.Position, c.Text) = (Registration, 4096, "why")),
            (16, Registration), (24, 4096L), (32, 3), (36, "why"));
        yield return Case(Command(0x11, c => (c.RegistrationId, c.DestinationId) = (Registration, 99)), (16, Registration), (24, 99L));
        yield return Case(Command(0x12, c => c.StreamId = 1234), (16, 1234));
    }

    [TestCaseSource(nameof(Commands))]
    public void ShouldWriteAsPublished(DriverCommand command, byte[] expected)
    {
        byte[] bytes = new byte[CommandCodec.BytesMax(command)];
        bytes.AsSpan().Fill(0xEE);
        int written = CommandCodec.Write(command, bytes);
        Assert.That(bytes[..written], Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Commands))]
    public void ShouldReadAsPublished(DriverCommand command, byte[] published)
    {
        var read = new DriverCommand();
        Assert.That(CommandCodec.TryRead((int)command.Kind, published, read), Is.EqualTo(DriverErrorCode.None));
        Assert.That(Describe(read), Is.EqualTo(Describe(command)));
    }

    [TestCaseSource(nameof(Commands))]
    public void ShouldFindEveryCutMalformed(DriverCommand command, byte[] published)
    {
        for (int length = 0; length < published.Length; length++)
        {
            bool isShortForm = command.Kind == CommandKind.RemovePublication && length == 24;
            DriverErrorCode expected = isShortForm ? DriverErrorCode.None : DriverErrorCode.MalformedCommand;
            Assert.That(CommandCodec.TryRead((int)command.Kind, published.AsSpan(0, length), new DriverCommand()), Is.EqualTo(expected), $"{length} bytes");
        }
    }

    [TestCase(0)]
    [TestCase(0x13)]
    [TestCase(0x0F01)]
    [TestCase(-5)]
    [TestCase(int.MaxValue)]
    public void ShouldNotKnowOtherCommands(int typeId)
    {
        var command = new DriverCommand();
        byte[] payload = ByteTable.Of((0, Client), (8, Correlation), (60, 0));
        Assert.That(CommandCodec.TryRead(typeId, payload, command), Is.EqualTo(DriverErrorCode.UnknownCommand));
        Assert.That((command.ClientId, command.CorrelationId), Is.EqualTo((Client, Correlation)));
    }

    [Test]
    public void ShouldReadAnyBytesWithoutHarm()
    {
        const ulong Seed = 0xC0DE;
        var random = new DeterministicRandom(Seed);
        int good = 0;
        var command = new DriverCommand();
        for (int round = 0; round < 100_000; round++)
        {
            byte[] payload = new byte[random.NextInt32(80)];
            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] = random.NextInt32(3) == 0 ? (byte)random.NextInt32(256) : (byte)0;
            }

            int typeId = random.NextInt32(22);
            Assert.DoesNotThrow(() => good += CommandCodec.TryRead(typeId, payload, command) == DriverErrorCode.None ? 1 : 0, $"seed {Seed}, round {round}");
        }

        Assert.That(good, Is.GreaterThan(1_000));
    }

    private static DriverCommand Command(int kind, Action<DriverCommand> set)
    {
        var command = new DriverCommand { Kind = (CommandKind)kind, ClientId = Client, CorrelationId = Correlation };
        set(command);
        return command;
    }

    private static TestCaseData Case(DriverCommand command, params (int Offset, object Value)[] fields) =>
        new TestCaseData(command, ByteTable.Of([(0, Client), (8, Correlation), .. fields])).SetArgDisplayNames($"{command.Kind} {(command.IsRevoked ? "revoked" : string.Empty)}");

    private static string Describe(DriverCommand c) =>
        $"{c.Kind} {c.ClientId} {c.CorrelationId} {c.RegistrationId} {c.DestinationId} {c.StreamId} {c.TypeId} {c.IsRevoked} {c.Position} '{c.Text}' {Convert.ToHexString(c.Key)} '{c.Label}'";
}
