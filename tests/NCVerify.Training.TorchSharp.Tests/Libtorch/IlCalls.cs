using System.Reflection;
using System.Reflection.Emit;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>Which methods a compiled method calls, read from its instructions.</summary>
internal static class IlCalls
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>All methods and constructors that an assembly declares, closures and nested types included.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) =>
        assembly.GetTypes().SelectMany(t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)));

    /// <summary>The methods that a method calls or takes the address of, generic ones by their definition.</summary>
    public static IEnumerable<MethodBase> From(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length;)
        {
            short value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            OpCode instruction = Codes[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod)
            {
                Type[]? ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
                Type[]? ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
                MethodBase called = method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
                yield return called is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : called;
            }

            at += OperandSize(instruction, code, at);
        }
    }

    private static int OperandSize(OpCode instruction, byte[] code, int at) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
