using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Orthogonal frame: orthogonal vectors of equal norm, classifiers aligned with class means. All three matrices are I, up to scale.</summary>
public sealed class OrthogonalFrame(int classes)
    : Geometry("orthogonal frame", Matrix.Identity(CheckedClasses(classes)), Matrix.Identity(classes), Matrix.Identity(classes));
