package io.basiswatch.local.replay;

import io.basiswatch.indicator.ValueSink;
import io.basiswatch.indicator.digest.DayDigest;
import io.basiswatch.indicator.digest.DayDigest.Digest;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.wire.ValueJson;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Everything that the engines publish, a line each, and the digests of the days that are over: those that a live system stores. */
final class PublishedValues implements ValueSink {
    private final LineFile lines;
    private final DayDigest days = new DayDigest();
    private final List<Digest> over = new ArrayList<>();

    PublishedValues(LineFile lines) {
        this.lines = lines;
    }

    @Override
    public void publish(String asset, long instant, List<IndicatorValue> values) {
        for (IndicatorValue value : values) {
            lines.line(ValueJson.write(value));
            days.add(value);
        }
        over.addAll(days.over(asset, instant));
    }

    /** Of the past: no time passes with it. */
    @Override
    public void history(String asset, long receivedTime, List<IndicatorValue> values) {
        values.forEach(value -> lines.line(ValueJson.write(value)));
    }

    void print(PrintStream out) {
        over.forEach(each -> out.printf(
                "day            %s %s %s, %,d values%n", each.asset(), each.day(), each.digest(), each.values()));
    }
}
