package io.basiswatch.local.replay;

import io.basiswatch.indicator.IndicatorEngine;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.PublishedPoints;
import io.basiswatch.indicator.ValueSink;
import io.basiswatch.model.IndicatorValue;
import io.basiswatch.model.ValueReceipt;
import io.basiswatch.model.wire.ReceiptJson;
import java.util.List;
import java.util.function.Consumer;

/** Writes the receipt of every value too, with the points of all that it was made of: each can be checked by itself. */
final class ReceiptSink implements ValueSink {
    private final ValueSink values;
    private final Consumer<String> receipts;
    private final PublishedPoints points = new PublishedPoints(Indicators.all());

    ReceiptSink(ValueSink values, Consumer<String> receipts) {
        this.values = values;
        this.receipts = receipts;
    }

    @Override
    public void publish(String asset, long instant, List<IndicatorValue> published) {
        values.publish(asset, instant, published);
        write(published);
    }

    @Override
    public void history(String asset, long receivedTime, List<IndicatorValue> published) {
        values.history(asset, receivedTime, published);
        write(published);
    }

    private void write(List<IndicatorValue> published) {
        published.forEach(points::take);
        published.stream()
                .map(value -> ValueReceipt.of(points.filled(value), IndicatorEngine.ARITHMETIC))
                .map(ReceiptJson::write)
                .forEach(receipts);
    }
}
