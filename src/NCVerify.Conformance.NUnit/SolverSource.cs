using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace NCVerify.Conformance.Gate;

/// <summary>Where a method stands in the source, from the symbols beside its assembly or in it.</summary>
internal static class SolverSource
{
    /// <summary>File and first line; null where there are no symbols.</summary>
    public static (string File, int Line)? Of(MethodInfo method)
    {
        try
        {
            string assembly = method.Module.Assembly.Location;
            using var image = new PEReader(File.OpenRead(assembly));
            if (!image.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out MetadataReaderProvider? symbols, out _))
            {
                return null;
            }

            using (symbols)
            {
                MetadataReader reader = symbols!.GetMetadataReader();
                var handle = (MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken);
                foreach (SequencePoint point in reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden))
                {
                    return (reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine);
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException or ArgumentException)
        {
            // Annotations point at the fixture's name then; a verdict must not hang on symbols.
            return null;
        }
    }
}
