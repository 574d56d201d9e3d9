namespace LiveCommerce.Data.Contract;

/// <summary>One field of a CSV file and the place where it begins.</summary>
/// <param name="Text">The text without quotes.</param>
/// <param name="Line">Physical line, from 1.</param>
/// <param name="Column">Character in that line, from 1.</param>
internal readonly record struct CsvField(string Text, int Line, int Column);
