using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link;

/// <summary>What a person reads of a link that cannot go on.</summary>
internal static class LinkErrors
{
    public static EdgeRouterException? Of(LinkRefusal refusal, LinkOptions options, ILinkInbox inbox, ILinkOutbox outbox)
    {
        string link = $"link {options.Tier} to {options.PeerTier}";
        return refusal switch
        {
            LinkRefusal.None => null,
            LinkRefusal.WrongTier => EdgeRouterException.Usage(
                "ER2301", $"{link}: something else answers there: give each link channels and streams of its own"),
            LinkRefusal.WrongJournal => EdgeRouterException.BadInput(
                "ER2302", $"{link}: the ends know other journals of each other (ours {outbox.JournalId:x16}, theirs {inbox.PeerJournalId:x16}): begin both with new journals, or put the right one back"),
            LinkRefusal.JournalBehind => EdgeRouterException.BadInput(
                "ER2303", $"{link}: one end took more than the other's journal holds (ours ends with {outbox.LastSequence}, taken of theirs {inbox.TakenSequence}): that journal lost records; hold both sides' orders against the venues' before beginning anew"),
            _ => EdgeRouterException.BadInput(
                "ER2304", $"{link}: the journal no longer gives what the other end lacks (ours ends with {outbox.LastSequence}): put removed segments back, mend the damage that 'edgerouter audit journal' shows, or enlarge the term of the link's stream for a record that is too long"),
        };
    }
}
