using Dapper;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>
/// Several centers in which every table that replicates has rows, with a value in every column, compared row by row. A table that
/// somebody adds has no rows here before they have travelled, or the test fails.
/// </summary>
[TestClass]
public sealed class EveryTableTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Every_table_of_the_catalogue_travels_with_all_its_columns(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        await centers.AddAsync(engine, "44");
        await centers.JoinAsync("44");
        await centers.FillAsync("44", "440103", 20);
        await centers.PushAsync("44");
        await FillAsync(centers["51"], e => e.Next is not null);
        await centers.PushAsync("51");
        await FillAsync(centers.Nation, e => e.Next is null);

        await SettleAsync(centers);

        Assert.AreEqual("", string.Join(", ", await AsideAsync(centers.Nation)));
        Assert.AreEqual("", string.Join(", ", await AsideAsync(centers["51"])));
        foreach (var province in (string[])["51", "44"])
        {
            await TableComparison.AreSameAsync(centers[province], centers.Nation, province);
            await AreSameDownAsync(centers.Nation, centers[province], province);
        }

        foreach (var table in ReplicaCatalogue.All.SelectMany(e => e.Tables).Select(t => t.Name).Distinct())
        {
            Assert.IsGreaterThan(0, await centers.Nation.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), table);
            Assert.IsGreaterThan(0, await centers["51"].ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), table);
        }
    }

    private static Task<IReadOnlyList<string>> AsideAsync(TestScope center) =>
        center.QueryAsync<string>("SELECT CONCAT(entity, ' ', reason, ' ', detail) FROM replication_quarantine");

    private static async Task SettleAsync(ReplicatedCenters centers)
    {
        for (var round = 0; round < 3; round++)
        {
            foreach (var province in (string[])["51", "44"])
            {
                await centers.PushAsync(province);
                await centers.RouteAsync();
                await centers.PullAsync(province);
            }
        }
    }

    // What the nation gives every province, as the nation has it.
    private static async Task AreSameDownAsync(TestScope nation, TestScope province, string code)
    {
        foreach (var entity in ReplicaCatalogue.All.Where(e => e.GoesDown))
        {
            var ids = await nation.RunAsync<AggregateReader, IReadOnlyList<long>>(
                reader => reader.NextOfOthersAsync(entity, code, KeyRange.From(-1), int.MaxValue, None));
            foreach (var table in entity.Tables)
                await TableComparison.AreSameAsync(nation, province, table, ids, $"down to {code}: {entity.Name}");
        }
    }

    // A made-up row in each table that has none, of one pupil, school and class.
    private static async Task FillAsync(TestScope center, Func<ReplicatedEntity, bool> which)
    {
        var pupils = await center.QueryAsync<long>("SELECT student_id FROM student WHERE home_center = '51' ORDER BY student_id");
        var school = await center.ScalarAsync<long>(
            "SELECT school_id FROM student WHERE student_id = @id", new { id = pupils[0] });
        var keys = new Keys(
            pupils[0], pupils[1], school,
            await center.ScalarAsync<long>("SELECT class_id FROM student WHERE student_id = @id", new { id = pupils[0] }));
        foreach (var entity in ReplicaCatalogue.All.Where(which))
        {
            long? filled = null;
            foreach (var table in entity.Tables)
            {
                if (await center.ScalarAsync<long>($"SELECT COUNT(*) FROM {table.Name}") > 0)
                    continue;
                var id = await InsertAsync(center, table, keys);
                filled = table.KeyIndex < 0 ? filled : id;
            }

            if (filled is { } aggregate)
                await LogAsync(center, entity, aggregate);
        }
    }

    private static async Task<long> InsertAsync(TestScope center, ReplicatedTable table, Keys keys)
    {
        if (table.Name == "student_likeness")
        {
            await center.ExecuteAsync("DELETE FROM identity_document WHERE student_id = @id", new { id = keys.Pupil });
            await center.ExecuteAsync(
                "UPDATE student SET document_number = NULL WHERE student_id = @id", new { id = keys.Pupil });
            await center.ExecuteAsync(
                "INSERT INTO student_likeness (name, sex_code, birth_date, student_id) SELECT name, sex_code, birth_date, student_id FROM student WHERE student_id = @id",
                new { id = keys.Pupil });
            return keys.Pupil;
        }

        if (table.Name == "province_field")
            await center.ExecuteAsync("INSERT INTO province_version (entity, province_id, home_center, row_version) VALUES ('province_field', 51, '51', 1)");
        var names = table.Columns.Select(c => c.Name).ToList();
        object?[] row = [.. table.Columns.Select(column => keys.Of(table, column.Name) ?? Value(column.ProviderType))];
        var parameters = new DynamicParameters();
        for (var i = 0; i < row.Length; i++)
            parameters.Add(names[i], row[i]);
        await center.ExecuteAsync(
            $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})",
            parameters);
        return table.AggregateOf(row);
    }

    private static async Task LogAsync(TestScope center, ReplicatedEntity entity, long id)
    {
        if (entity.Name is "student" or "school")
        {
            await center.ChangeAsync(entity.Name, entity.Name == "school" ? "name = name" : "phone = phone", id);
            return;
        }

        var states = await center.RunAsync<AggregateReader, IReadOnlyDictionary<long, AggregateState>>(
            reader => reader.StatesAsync(entity, [id], None));
        await center.LineAsync(entity.Name, id, "upsert", states[id].Version);
    }

    private static object Value(Type type) =>
        type == typeof(string) ? "1"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 1
        : type == typeof(long) ? 1L
        : type == typeof(decimal) ? 1.5m
        : type == typeof(DateOnly) ? new DateOnly(2026, 3, 4)
        : (object)new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(123_456);

    private sealed record Keys(long Pupil, long Other, long School, long Class)
    {
        private const long Made = (51 * KeyMaker.CenterFactor) + 9_000_000_000_000;

        public long Case => Made + 1;

        public long RollCheck => Made + 2;

        public long SubUnit => Made + 3;

        public long Staff => Made + 4;

        // Of an aggregate that has a key of its own.
        public long Own => Made + 5;

        public object? Of(ReplicatedTable table, string column) => (table.Name, column) switch
        {
            (_, "home_center" or "center") => "51",
            (_, "province_code") => "510000",
            (_, "student_id") => Pupil,
            (_, "other_student_id" or "survivor_id") => Other,
            (_, "school_id" or "from_school_id" or "to_school_id" or "organization_id") => School,
            (_, "class_id") => Class,
            (_, "case_id") => Case,
            (_, "roll_check_id") => RollCheck,
            (_, "sub_unit_id") => SubUnit,
            ("staff", "staff_id") => Staff,
            ("case_file", "kind") => Core.Corrections.KeyChangeCase.KindCode,
            (_, _) when table.KeyIndex >= 0 && table.Columns[table.KeyIndex].Name == column
                && column.EndsWith("_id", StringComparison.Ordinal) => Own,
            (_, "progress_code_hash" or "proof_hash") => new string('a', 64),
            _ => null,
        };
    }
}
