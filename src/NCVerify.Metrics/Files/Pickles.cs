namespace NCVerify.Metrics;

/// <summary>Pickled Python objects can run code when they are read, so they are refused, with the line that converts them.</summary>
internal static class Pickles
{
    private const string Problem = "it holds pickled Python objects, which could run code when read, so they are refused";
    private const string Advice = "Convert it once, where you trust the file: ";

    /// <summary>A checkpoint of torch.save (.pt, .pth): a tensor, or a dictionary of tensors.</summary>
    public static FeatureFileException Checkpoint(string path)
    {
        string name = Path.GetFileName(path);
        return new(path, Problem, $"{Advice}python -c \"import torch, numpy as np; a = torch.load('{name}', map_location='cpu'); np.savez('converted.npz', **{{k: v.float().numpy() if v.is_floating_point() else v.numpy() for k, v in (a if isinstance(a, dict) else {{'features': a}}).items()}})\"");
    }

    /// <summary>A .npy file of objects, or a bare pickle.</summary>
    public static FeatureFileException Objects(string path)
    {
        string name = Path.GetFileName(path);
        return Path.GetExtension(path) is ".pt" or ".pth"
            ? Checkpoint(path)
            : new(path, Problem, $"{Advice}python -c \"import numpy as np; a = np.load('{name}', allow_pickle=True); np.save('converted.npy', np.stack(list(a)).astype('float32'))\"");
    }
}
