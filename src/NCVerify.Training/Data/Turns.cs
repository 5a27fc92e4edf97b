namespace NCVerify.Training;

/// <summary>Order of generated samples: one of each class in turn, as long as the class has any.</summary>
internal static class Turns
{
    /// <summary>(class, number within the class) of every sample.</summary>
    public static IEnumerable<(int Class, int Number)> Of(IReadOnlyList<int> sizes)
    {
        for (int i = 0; i < sizes.Max(); i++)
        {
            for (int k = 0; k < sizes.Count; k++)
            {
                if (i < sizes[k])
                {
                    yield return (k, i);
                }
            }
        }
    }
}
