using System.Runtime.CompilerServices;

// The rounding bounds are tested piece by piece.
[assembly: InternalsVisibleTo("NCVerify.Theory.Tests")]
