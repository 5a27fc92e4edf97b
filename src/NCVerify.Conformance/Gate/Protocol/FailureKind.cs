namespace NCVerify.Conformance.Gate;

/// <summary>Why a problem was failed.</summary>
public enum FailureKind
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>No answer within the time limit.</summary>
    Timeout,

    /// <summary>The solver ended instead of answering.</summary>
    Crashed,

    /// <summary>More output than any answer can have.</summary>
    Flood,

    /// <summary>A line that is not an answer of the protocol.</summary>
    Garbage,

    /// <summary>An answer that names another problem.</summary>
    WrongId,

    /// <summary>The solver declined a problem that it says it supports.</summary>
    Declined,

    /// <summary>A matrix or list of the wrong shape.</summary>
    WrongShape,

    /// <summary>An entry that is not a finite number.</summary>
    NotFinite,

    /// <summary>A constraint is violated.</summary>
    Infeasible,

    /// <summary>The stated objective is not that of W, H and bias.</summary>
    Misstated,

    /// <summary>The objective is below a rigorous lower bound.</summary>
    TooGoodToBeTrue,

    /// <summary>The certified gap is above the tolerance.</summary>
    Gap,

    /// <summary>The geometry is not the one that the theory names.</summary>
    Geometry,

    /// <summary>Features of one class differ.</summary>
    WithinClass,

    /// <summary>The solver had failed too often to be asked again.</summary>
    NotAsked,
}
