namespace EdgeRouter.Routing.States;

/// <summary>What may happen to a parent order besides fills.</summary>
public enum ParentEvent : byte
{
    /// <summary>Journaled: the router works it.</summary>
    Accept = 0,

    /// <summary>Refused before it was worked.</summary>
    Reject = 1,

    /// <summary>The sender asks to cancel.</summary>
    RequestCancel = 2,

    /// <summary>Every child ended after the sender asked to cancel.</summary>
    CompleteCancel = 3,

    /// <summary>The sender asks to change it.</summary>
    RequestReplace = 4,

    /// <summary>The change was made or refused; it is worked on.</summary>
    CompleteReplace = 5,

    /// <summary>A halt, a lost link or the kill switch holds it.</summary>
    Suspend = 6,

    /// <summary>It is worked again.</summary>
    Resume = 7,

    /// <summary>Its time ran out and every child ended.</summary>
    Expire = 8,

    /// <summary>Nothing more may be tried and every child ended.</summary>
    Exhaust = 9,
}
