using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Microsoft.Data.Analysis;

namespace LiveCommerce.Data.Store.Engines;

/// <summary>Answers of DuckDB as frames, vector by vector: a million rows cost little more than DuckDB itself takes for them.</summary>
internal static unsafe class DuckDbFrames
{
    /// <summary>The answer to a question.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="sql">The question.</param>
    /// <param name="parameters">Texts by name; times as texts that the question casts.</param>
    /// <param name="cancellation">Stops the engine.</param>
    /// <exception cref="InvalidOperationException">DuckDB refuses; the message is its own.</exception>
    public static DataFrame Read(DuckDBConnection connection, string sql, IReadOnlyDictionary<string, string> parameters, CancellationToken cancellation = default)
    {
        using var stop = cancellation.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection.NativeConnection));
        var prepared = NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, sql, out var statement);
        using (statement)
        {
            if (prepared == DuckDBState.Error) throw new InvalidOperationException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
            foreach (var (name, value) in parameters)
            {
                if (NativeMethods.PreparedStatements.DuckDBBindParameterIndex(statement, out var index, name) == DuckDBState.Error) throw new InvalidOperationException($"The question has no parameter '{name}'.");
                NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, index, value);
            }

            return Answer(statement);
        }
    }

    private static DataFrame Answer(DuckDBPreparedStatement statement)
    {
        var state = NativeMethods.PreparedStatements.DuckDBExecutePrepared(statement, out var result);
        try
        {
            if (state == DuckDBState.Error) throw new InvalidOperationException(NativeMethods.Query.DuckDBResultError(ref result));
            var rows = (int)NativeMethods.Query.DuckDBRowCount(ref result);
            var columns = new VectorColumn[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
            for (var i = 0; i < columns.Length; i++)
            {
                using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, i);
                columns[i] = VectorColumn.For(NativeMethods.Query.DuckDBColumnName(ref result, i), type, rows);
            }

            while (true)
            {
                using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
                var count = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                if (count == 0) break;
                for (var i = 0; i < columns.Length; i++)
                {
                    var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
                    columns[i].Add((byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector), NativeMethods.Vectors.DuckDBVectorGetValidity(vector), count);
                }
            }

            return new DataFrame(columns.Select(column => column.Finish()));
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }
}
