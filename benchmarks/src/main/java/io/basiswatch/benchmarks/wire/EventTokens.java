package io.basiswatch.benchmarks.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.basiswatch.model.FundingRate;
import io.basiswatch.model.IndexPrice;
import io.basiswatch.model.Instrument;
import io.basiswatch.model.MarkPrice;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Quote;
import io.basiswatch.model.Side;
import io.basiswatch.model.Stamp;
import io.basiswatch.model.Trade;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One event as fields: {@code k} kind, {@code i} instrument, {@code r l s o} stamp, and what its kind adds. */
final class EventTokens {
    private static final Origin[] ORIGINS = Origin.values();

    private final List<Instrument> instruments;
    private final long base;

    private String kind = "";
    private int instrument;
    private long received;
    private long latency;
    private long sequence = Stamp.NO_SEQUENCE;
    private int origin;
    private String id = "";
    private double first;
    private double second;
    private double third;
    private double fourth;
    private boolean flag;
    private long time;
    private long interval;

    EventTokens(List<Instrument> instruments, long base) {
        this.instruments = instruments;
        this.base = base;
    }

    static void write(MarketEvent event, JsonGenerator json) throws IOException {
        switch (event) {
            case Quote quote -> {
                json.writeNumberField("p", quote.bidPrice());
                json.writeNumberField("q", quote.bidQuantity());
                json.writeNumberField("p2", quote.askPrice());
                json.writeNumberField("q2", quote.askQuantity());
            }
            case Trade trade -> {
                json.writeStringField("id", trade.tradeId());
                json.writeNumberField("p", trade.price());
                json.writeNumberField("q", trade.quantity());
                json.writeNumberField("p2", trade.notional());
                json.writeBooleanField("b", trade.aggressor() == Side.BUY);
            }
            case MarkPrice mark -> json.writeNumberField("p", mark.price());
            case IndexPrice index -> json.writeNumberField("p", index.price());
            case FundingRate funding -> {
                json.writeNumberField("p", funding.rate());
                json.writeBooleanField("b", funding.kind() == FundingRate.Kind.SETTLED);
                json.writeNumberField("ft", funding.fundingTime());
                if (funding.interval().isPresent()) {
                    json.writeNumberField("fi", funding.interval().get().toMillis());
                }
            }
            default -> throw new IllegalArgumentException("not compared: " + event);
        }
    }

    MarketEvent read(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "k" -> kind = json.getText();
                case "i" -> instrument = json.getIntValue();
                case "r" -> received = json.getLongValue();
                case "l" -> latency = json.getLongValue();
                case "s" -> sequence = json.getLongValue();
                case "o" -> origin = json.getIntValue();
                case "id" -> id = json.getText();
                case "p" -> first = json.getDoubleValue();
                case "q" -> second = json.getDoubleValue();
                case "p2" -> third = json.getDoubleValue();
                case "q2" -> fourth = json.getDoubleValue();
                case "b" -> flag = json.getBooleanValue();
                case "ft" -> time = json.getLongValue();
                case "fi" -> interval = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        return event();
    }

    private MarketEvent event() {
        Instrument about = instruments.get(instrument);
        Stamp stamp = new Stamp(base + received - latency, base + received, sequence, ORIGINS[origin]);
        return switch (kind) {
            case "q" -> new Quote(about, stamp, first, second, third, fourth);
            case "t" -> new Trade(about, stamp, id, first, second, third, flag ? Side.BUY : Side.SELL);
            case "m" -> new MarkPrice(about, stamp, first);
            case "x" -> new IndexPrice(about, stamp, first);
            case "f" ->
                new FundingRate(
                        about,
                        stamp,
                        flag ? FundingRate.Kind.SETTLED : FundingRate.Kind.PREDICTED,
                        first,
                        interval == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(interval)),
                        time);
            default -> throw new IllegalArgumentException("not a kind: '" + kind + "'");
        };
    }
}
