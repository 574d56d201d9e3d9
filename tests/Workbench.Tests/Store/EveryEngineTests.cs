using Workbench.Tests.Store.Engines;
using Xunit;

namespace Workbench.Tests.Store;

public sealed class DuckDbTests(OnDuckDb engine) : EngineTests(engine), IClassFixture<OnDuckDb>;

public sealed class PostgreSqlTests(OnPostgreSql engine) : EngineTests(engine), IClassFixture<OnPostgreSql>;

public sealed class ClickHouseTests(OnClickHouse engine) : EngineTests(engine), IClassFixture<OnClickHouse>;
