using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Mapping;

/// <summary>Finds, for every column, the cells of a file that feed it.</summary>
internal sealed class BindingPlan
{
    private readonly MappingProfile? _profile;
    private readonly string[] _keys;
    private readonly Dictionary<string, int> _places;
    private readonly HashSet<int> _used = [];

    /// <param name="columns">Headers of the template, in its order.</param>
    public BindingPlan(IReadOnlyList<string> headers, IReadOnlyList<string> columns, MappingProfile? profile)
    {
        _profile = profile;
        _keys = [.. headers.Select(HeaderRow.Key)];
        _places = columns.Select((name, i) => (Key: HeaderRow.Key(name), i)).ToDictionary(c => c.Key, c => c.i);
        Sources = [.. columns.Select(SourceOf)];
        foreach (var ignored in ResultFile.AddedHeaders.Concat(profile?.Ignore ?? []))
            Use(HeaderRow.Key(ignored));
        UnknownHeaders = [.. headers.Where((_, i) => !_used.Contains(i))];
    }

    public Source[] Sources { get; }

    public IReadOnlyList<string> UnknownHeaders { get; }

    private Source SourceOf(string column)
    {
        var (cells, indexes) = (new List<Func<string[], string>>(), new List<int>());
        foreach (var index in Direct(column))
        {
            cells.Add(row => row[index]);
            indexes.Add(index);
        }

        if (Joined(column) is { Count: > 0 } joined)
        {
            cells.Add(row => string.Concat(joined.Select(i => row[i])));
            indexes.AddRange(joined);
        }

        foreach (var split in _profile?.Split.Where(s => s.Columns.Contains(column)) ?? [])
        {
            if (Use(HeaderRow.Key(split.Header)) is not { } index)
                continue;
            cells.Add(row => row[index].Length == 0 ? "" : split.Part(row[index], column));
            indexes.Add(index);
        }

        return new Source
        {
            Cells = cells,
            Indexes = indexes,
            Values = _profile?.Values.GetValueOrDefault(column),
            DateForm = _profile?.Dates.GetValueOrDefault(column),
            Constant = _profile?.Constants.GetValueOrDefault(column) ?? "",
            CopyOf = _profile?.Copy.GetValueOrDefault(column) is { } other && _places.TryGetValue(HeaderRow.Key(other), out var place) ? place : -1,
        };
    }

    // The column's own header, then those that the profile says are it.
    private IEnumerable<int> Direct(string column)
    {
        if (!IsRedirected(column) && Use(HeaderRow.Key(column)) is { } own)
            yield return own;
        foreach (var (header, target) in _profile?.Headers ?? new Dictionary<string, string>())
        {
            if (target == column && Use(HeaderRow.Key(header)) is { } other)
                yield return other;
        }
    }

    // A header may have a column's name and mean something else: 班级 with 一年级1班 in it, to be split.
    private bool IsRedirected(string column)
    {
        var key = HeaderRow.Key(column);
        return _profile is not null
            && (_profile.Headers.Any(h => HeaderRow.Key(h.Key) == key && h.Value != column)
                || _profile.Split.Any(s => HeaderRow.Key(s.Header) == key)
                || _profile.Ignore.Any(h => HeaderRow.Key(h) == key));
    }

    private List<int> Joined(string column) =>
        _profile?.Join.TryGetValue(column, out var headers) == true
            ? [.. headers.Select(h => Use(HeaderRow.Key(h))).OfType<int>()] : [];

    private int? Use(string key)
    {
        var index = Array.IndexOf(_keys, key);
        if (index < 0)
            return null;
        _used.Add(index);
        return index;
    }
}
