using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Policies.Dark;

/// <content>Saving at the end of a day, loading at the start of the next: the curves with the names of what they are about. Control plane.</content>
public sealed partial class HiddenVolume
{
    private const uint DayTag = 0x4844_4159; // HDAY

    /// <summary>The estimates as bytes, for another day.</summary>
    public byte[] SaveDay()
    {
        var writer = new StateWriter();
        writer.Begin(DayTag);
        writer.Write(Encoding.UTF8.GetBytes(NamesOf()));
        Save(writer);
        return [.. writer.Written];
    }

    /// <summary>Takes the estimates of another day over. Nothing changes where the bytes are refused.</summary>
    /// <param name="bytes">What <see cref="SaveDay"/> gave.</param>
    /// <exception cref="EdgeRouterException">ER1140: not such bytes, damaged, or of other venues or instruments.</exception>
    public void LoadDay(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes);
        reader.Expect(DayTag);
        if (!reader.ReadBytes().SequenceEqual(Encoding.UTF8.GetBytes(NamesOf())))
        {
            throw EdgeRouterException.BadInput("ER1140", "the estimates of hidden volume are of other venues or instruments: start without them");
        }

        StateReader curves = reader;
        var trial = new HiddenVolume(_universe, _options);
        trial.Load(ref reader);
        if (!reader.IsAtEnd || !Array.TrueForAll(trial._curves, c => c.IsSound))
        {
            throw EdgeRouterException.BadInput("ER1140", "the estimates of hidden volume are damaged: start without them");
        }

        Load(ref curves);
    }

    private string NamesOf()
    {
        var names = new StringBuilder();
        foreach (Venue venue in _universe.Venues)
        {
            names.Append(venue.Name).Append(_darkOfVenue[venue.Id.Value] < 0 ? '\n' : '\t');
        }

        foreach (Instrument instrument in _universe.Instruments)
        {
            names.Append('\n').Append(instrument.Symbol);
        }

        return names.ToString();
    }
}
