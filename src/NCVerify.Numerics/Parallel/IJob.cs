namespace NCVerify.Numerics;

/// <summary>Work that falls into independent parts. Holds nothing but numbers and pointers, so that starting it allocates nothing.</summary>
internal interface IJob
{
    /// <summary>Does part <paramref name="index"/>; parts must not write to each other's results.</summary>
    void Run(int index);
}
