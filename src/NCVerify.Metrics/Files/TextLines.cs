using System.Text;

namespace NCVerify.Metrics;

    /// <summary>Lines that are not empty, with a bound on their length.</summary>
    internal sealed class TextLines(Stream stream, string path) : IDisposable
    {
        // A line of numbers of this many characters would be a sample of more features than are measured.
    private const int LongestLine = 1 << 26;
    private readonly StreamReader _reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 1 << 16);
        private readonly StringBuilder _text = new();
        private readonly char[] _buffer = new char[1 << 14];
        private int _from;
        private int _to;

        /// <summary>Number of the last line, from 1.</summary>
        public long Line { get; private set; }

        public string? Next()
        {
            while (ReadLine() is { } line)
            {
                Line++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    return line.TrimEnd('\r');
                }
            }

            return null;
        }

        public void Dispose() => _reader.Dispose();

        private string? ReadLine()
        {
            _text.Clear();
            while (true)
            {
                if (_from == _to && !Fill())
                {
                    return _text.Length > 0 ? _text.ToString() : null;
                }

                int end = Array.IndexOf(_buffer, '\n', _from, _to - _from);
                int until = end < 0 ? _to : end;
                _text.Append(_buffer, _from, until - _from);
                _from = end < 0 ? until : until + 1;
                if (end >= 0)
                {
                    return _text.ToString();
                }

                if (_text.Length > LongestLine)
                {
                    throw new FeatureFileException(path, $"line {Line + 1} has more than {LongestLine} characters", "It is no table of features: name a .npy, .npz, .safetensors, .csv or IDX file");
                }
            }
        }

        private bool Fill()
        {
            try
            {
                (_from, _to) = (0, _reader.Read(_buffer));
                return _to > 0;
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                throw new FeatureFileException(path, "it cannot be decompressed or read (" + e.Message.TrimEnd('.') + ")", "It is truncated or damaged: copy or write it again", e);
            }
        }
    }
