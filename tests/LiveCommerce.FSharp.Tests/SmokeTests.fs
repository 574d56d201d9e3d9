module LiveCommerce.FSharp.Tests.SmokeTests
