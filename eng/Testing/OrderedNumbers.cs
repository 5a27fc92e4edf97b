using NUnit.Framework.Constraints;

namespace NCVerify.Testing;

/// <summary>Upper limits that NaN does not pass: NUnit orders NaN below every number, so its own "less than" holds for it.</summary>
internal static class OrderedNumbers
{
    extension(Is)
    {
        /// <summary>A number, and below the limit.</summary>
        public static Constraint Below(object limit) => Number(new LessThanConstraint(limit));

        /// <summary>A number, and no more than the limit.</summary>
        public static Constraint NoMoreThan(object limit) => Number(new LessThanOrEqualConstraint(limit));
    }

    extension(ConstraintExpression expression)
    {
        /// <summary>A number, and below the limit.</summary>
        public Constraint Below(object limit) => expression.Matches(Is.Below(limit));

        /// <summary>A number, and no more than the limit.</summary>
        public Constraint NoMoreThan(object limit) => expression.Matches(Is.NoMoreThan(limit));
    }

    private static AndConstraint Number(Constraint ordered) => new(new NotConstraint(new NaNConstraint()), ordered);
}
