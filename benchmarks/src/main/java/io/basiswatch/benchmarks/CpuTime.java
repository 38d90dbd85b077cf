package io.basiswatch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations per second of the process's processor time, beside those per second of the wall's clock: compiler and garbage
 * collector count, busy neighbours do not.
 */
public final class CpuTime implements InternalProfiler {
    static final String LABEL = "per_cpu_second";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long before;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (system.getProcessCpuTime() - before) / 1e9;
        double perSecond = result.getMetadata().getAllOps() / seconds;
        return List.of(new ScalarResult(LABEL, perSecond, "ops/s", AggregationPolicy.AVG));
    }

    @Override
    public String getDescription() {
        return "operations per second of processor time";
    }
}
