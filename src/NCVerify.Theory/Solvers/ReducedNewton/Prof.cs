using System.Diagnostics;
namespace NCVerify.Theory;
internal static class Prof { public static bool On = Environment.GetEnvironmentVariable("NCVP") == "1"; static long _t; public static void Mark(string s) { if (!On) return; long n = Stopwatch.GetTimestamp(); Console.WriteLine($"   {s}: {Stopwatch.GetElapsedTime(_t, n).TotalMilliseconds:0.0} ms"); _t = Stopwatch.GetTimestamp(); } }
