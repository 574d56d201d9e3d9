namespace LiveCommerce.Data.Store;

/// <summary>The engines that hold sessions; each passes the same conformance suite.</summary>
public enum StoreEngine
{
    /// <summary>DuckDB inside this process, over Parquet, CSV or a DuckDB file.</summary>
    DuckDb,

    /// <summary>ClickHouse, one server or a cluster.</summary>
    ClickHouse,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,
}
