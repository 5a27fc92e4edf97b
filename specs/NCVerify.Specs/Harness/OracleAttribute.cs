using System.Runtime.CompilerServices;
using NCVerify.Claims;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace NCVerify.Specs.Harness;

/// <summary>Names the oracle of a test, and has the harness record and judge what the test measured.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleAttribute(OracleKind kind, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) : PropertyAttribute(PropertyName, kind.ToString()), IWrapTestMethod
{
    internal const string PropertyName = "Oracle";

    /// <summary>The oracle.</summary>
    public OracleKind Kind => kind;

    /// <summary>Gives the test its oracle as a property, and its claim's id as a category: filters go by it.</summary>
    public override void ApplyToTest(Test test)
    {
        ArgumentNullException.ThrowIfNull(test);
        base.ApplyToTest(test);
        for (Type? type = test.TypeInfo?.Type ?? test.Method?.TypeInfo.Type; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ClaimSpec<>))
            {
                test.Properties.Add(PropertyNames.Category, Catalogue.All.Single(c => c.GetType() == type.GetGenericArguments()[0]).Id);
                return;
            }
        }
    }

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command) => new JudgedCommand(command, kind, SpecSource.Of(file), line);

    private sealed class JudgedCommand(TestCommand inner, OracleKind oracle, string source, int line) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            if (context.TestObject is not IClaimSpec spec)
            {
                throw new InvalidOperationException($"{Test.FullName}: [Oracle] belongs on tests of a ClaimSpec.");
            }

            spec.Begin(TestIdentity.Of(Test, oracle) with { Source = source, Line = line });
            Exception? exception = null;
            try
            {
                RequireTier();
                using var progress = LongTest.Watch(Test.FullName);
                context.CurrentResult = innerCommand.Execute(context);
            }
            catch (Exception e)
            {
                exception = e;
            }

            string failure = spec.End(Unwrap(exception));
            if (failure.Length > 0)
            {
                throw new AssertionException(failure, exception);
            }

            if (exception is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
            }

            return context.CurrentResult;
        }

        private void RequireTier()
        {
            TierAttribute? tier = Test.Method!.GetCustomAttributes<TierAttribute>(inherit: false).FirstOrDefault()
                ?? Test.TypeInfo!.GetCustomAttributes<TierAttribute>(inherit: true).FirstOrDefault();
            if (tier is { Tier: var needed } && needed != Tiers.Current() && (needed == Tier.Gpu || needed > Tiers.Current()))
            {
                Assert.Ignore($"not run: needs NCVERIFY_TIER={needed.ToString().ToLowerInvariant()}");
            }
        }

        private static Exception? Unwrap(Exception? exception) =>
            exception is NUnitException { InnerException: { } inside } ? inside
            : exception is System.Reflection.TargetInvocationException { InnerException: { } target } ? target
            : exception;
    }
}
