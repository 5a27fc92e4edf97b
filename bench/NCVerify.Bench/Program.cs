using NCVerify.Bench;

ProductBenchmark.Run();
