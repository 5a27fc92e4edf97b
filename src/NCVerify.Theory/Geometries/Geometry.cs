using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A geometry that classifiers and class means can collapse to, as Gram matrices (rotations do not matter).
/// W is K x d with the classifiers as rows, M is d x K with the class means as columns.
/// </summary>
public abstract class Geometry
{
    /// <summary>Sets the three matrices, all K x K.</summary>
    protected Geometry(string name, Matrix classifierGram, Matrix meanGram, Matrix logits)
    {
        Name = name;
        ClassifierGram = classifierGram;
        MeanGram = meanGram;
        Logits = logits;
    }

    /// <summary>Name in the field's words, for instance "simplex ETF".</summary>
    public string Name { get; }

    /// <summary>Number of classes K.</summary>
    public int Classes => ClassifierGram.Rows;

    /// <summary>W W' (K x K); up to a positive factor unless <see cref="ScaleIsFixed"/>.</summary>
    public Matrix ClassifierGram { get; }

    /// <summary>M'M of the class means, one column per class (K x K, never sample level); up to a positive factor unless <see cref="ScaleIsFixed"/>.</summary>
    public Matrix MeanGram { get; }

    /// <summary>W M (K x K, column k = logits of class k); up to a positive factor unless <see cref="ScaleIsFixed"/>.</summary>
    public Matrix Logits { get; }

    /// <summary>Whether the matrices have the scale of the problem that defines the geometry, not just its shape.</summary>
    public virtual bool ScaleIsFixed => false;

    /// <summary>The number of classes, checked.</summary>
    protected static int CheckedClasses(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        return classes;
    }
}
