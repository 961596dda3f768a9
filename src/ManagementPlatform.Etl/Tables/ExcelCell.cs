using System.Globalization;
using ExcelDataReader;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// The text that a cell's author saw, from what Excel stores: numbers, dates and booleans have no text of their own.
/// </summary>
internal static class ExcelCell
{
    // Excel keeps 15 significant digits: an 18-digit number typed into a number cell ends in zeros and is lost.
    private const double Exact = 1e15;

    public static string Read(IExcelDataReader row, int column, out CellFault? fault)
    {
        fault = null;
        switch (row.GetValue(column))
        {
            case null: return "";
            case string text: return text;
            case DateTime time:
                return time.ToString(
                    time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case bool flag: return flag ? "是" : "否";
            case double number when Math.Abs(number) < Exact: return Number(number, row.GetNumberFormatString(column));
            case double:
                fault = new CellFault(column, "digits_lost", "该单元格是数值格式，15 位以后的数字已丢失，请将整列设为“文本”格式后重新录入。");
                return "";
            case var other: return Convert.ToString(other, CultureInfo.InvariantCulture) ?? "";
        }
    }

    // A format of zeros only (000000) shows leading zeros that the number itself does not have: postal codes, division codes.
    private static string Number(double number, string? format) =>
        format is { Length: > 1 } && format.All(c => c == '0') && number >= 0
            ? number.ToString(format, CultureInfo.InvariantCulture)
            : number.ToString("0.##########", CultureInfo.InvariantCulture);
}
