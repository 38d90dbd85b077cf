package io.basiswatch.collector.venue.coinbase;

import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FundingIntervals;
import io.basiswatch.collector.feed.Terms;
import io.basiswatch.collector.json.JsonCursor;
import io.basiswatch.collector.json.JsonException;
import io.basiswatch.collector.json.JsonFields;
import io.basiswatch.collector.json.JsonKind;
import io.basiswatch.collector.json.Rfc3339;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.OpenInterest;
import io.basiswatch.model.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the list of products says of a perpetual beside its terms, which no stream does:
 *
 * <pre>{@code
 * "future_product_details":{"contract_size":"1","contract_root_unit":"ETH","contract_expiry_type":"PERPETUAL",
 *  "perpetual_details":{"open_interest":"1520.5","funding_rate":"0.000016","funding_time":"2024-04-09T09:00:00.000008Z"},…}
 * }</pre>
 *
 * <p>A rate whose time is past has been paid then, another one is still to come. Its interval is measured as the time
 * between two funding times that followed one another.
 */
final class PerpetualDetails {
    private static final int CONTRACT_SIZE = 0;
    private static final int EXPIRY_TYPE = 1;
    private static final int PERPETUAL = 2;

    private static final int OPEN_INTEREST = 0;
    private static final int FUNDING_RATE = 1;
    private static final int FUNDING_TIME = 2;

    private final JsonFields details = JsonFields.of("contract_size", "contract_expiry_type", "perpetual_details");
    private final JsonFields perpetual = JsonFields.of("open_interest", "funding_rate", "funding_time");
    private final JsonCursor cursor = new JsonCursor();
    private final Map<Instrument, FundingIntervals> intervals = new HashMap<>();
    private final Map<Instrument, Long> paid = new HashMap<>();

    /** Reads the details of a product; false where it is no perpetual of a known size. */
    boolean read(JsonFields product, int field) {
        perpetual.clear();
        if (!product.is(field, JsonKind.OBJECT)) {
            return false;
        }
        details.clear().read(at(product, field));
        if (details.is(PERPETUAL, JsonKind.OBJECT)) {
            perpetual.read(at(details, PERPETUAL));
        }
        return details.hasValue(CONTRACT_SIZE)
                && details.hasValue(EXPIRY_TYPE)
                && details.string(EXPIRY_TYPE).equals("PERPETUAL");
    }

    private JsonCursor at(JsonFields fields, int field) {
        return cursor.reset(fields.text(), fields.start(field), fields.end(field));
    }

    double contractSize() {
        return details.decimal(CONTRACT_SIZE);
    }

    /** Tells open interest, which is counted in contracts, and funding. */
    void tell(Terms terms, Optional<Double> price, Frame frame, Consumer<MarketEvent> out) {
        Stamp stamp = new Stamp(frame.receivedTime(), frame.receivedTime(), Stamp.NO_SEQUENCE, frame.origin());
        if (perpetual.hasValue(OPEN_INTEREST) && price.isPresent()) {
            double open = perpetual.decimal(OPEN_INTEREST);
            if (open < 0) {
                throw new JsonException("negative open interest: " + open);
            }
            out.accept(new OpenInterest(
                    terms.instrument(), stamp, terms.base(open, price.get()), terms.notional(open, price.get())));
        }
        if (perpetual.hasValue(FUNDING_RATE) && perpetual.hasValue(FUNDING_TIME)) {
            funding(terms.instrument(), stamp, out);
        }
    }

    private void funding(Instrument instrument, Stamp stamp, Consumer<MarketEvent> out) {
        double rate = perpetual.decimal(FUNDING_RATE);
        long time = Rfc3339.micros(perpetual, FUNDING_TIME);
        Optional<Duration> interval = intervals
                .computeIfAbsent(instrument, unseen -> new FundingIntervals())
                .measure(time, stamp.receivedTime());
        if (time > stamp.receivedTime()) {
            out.accept(new FundingRate(instrument, stamp, FundingRate.Kind.PREDICTED, rate, interval, time));
        } else if (paid.getOrDefault(instrument, -1L) < time) {
            paid.put(instrument, time);
            Stamp then = new Stamp(time, stamp.receivedTime(), Stamp.NO_SEQUENCE, stamp.origin());
            out.accept(new FundingRate(instrument, then, FundingRate.Kind.SETTLED, rate, interval, time));
        }
    }
}
