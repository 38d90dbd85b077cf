package io.basiswatch.benchmarks.xchange;

import info.bitrich.xchangestream.core.StreamingMarketDataService;
import info.bitrich.xchangestream.service.netty.JsonNettyStreamingService;
import info.bitrich.xchangestream.service.netty.NettyStreamingService;
import io.basiswatch.benchmarks.compare.round.RawFrame;
import io.basiswatch.benchmarks.compare.round.Tally;
import io.netty.channel.embedded.EmbeddedChannel;
import io.reactivex.rxjava3.core.Observable;
import java.lang.reflect.Field;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.knowm.xchange.exceptions.NotYetImplementedForExchangeException;
import org.knowm.xchange.instrument.Instrument;

/** What is subscribed to at one venue, and what came of it: Netty's channel without a network stands for the socket. */
final class Session {
    private JsonNettyStreamingService service;
    private Consumer<RawFrame> answers = frame -> {};
    private long trades;
    private long quotes;
    private long books;
    private long refused;

    /** Opens the socket of {@code service}; its own {@code connect} would go out to the venue. */
    void connect(JsonNettyStreamingService service) {
        this.service = service;
        set(NettyStreamingService.class, service, "webSocketChannel", new EmbeddedChannel());
    }

    /** Who reads the answers over REST. */
    void answers(Consumer<RawFrame> reader) {
        answers = reader;
    }

    void trades(StreamingMarketDataService data, Instrument instrument) {
        subscribe(() -> data.getTrades(instrument), trade -> trades++);
    }

    void quotes(StreamingMarketDataService data, Instrument instrument) {
        subscribe(() -> data.getTicker(instrument), ticker -> quotes++);
    }

    void books(StreamingMarketDataService data, Instrument instrument, Object... options) {
        books(() -> data.getOrderBook(instrument, options));
    }

    <T> void books(Supplier<Observable<T>> stream) {
        subscribe(stream, book -> books++);
    }

    /** A stream that fails ends in XChange; {@code retry} is what a program does about that. */
    private <T> void subscribe(Supplier<Observable<T>> stream, Consumer<T> each) {
        try {
            stream.get().doOnError(failure -> refused++).retry().subscribe(each::accept);
        } catch (NotYetImplementedForExchangeException missing) {
            return;
        }
    }

    void message(String text) {
        service.messageHandler(text);
    }

    void answer(RawFrame frame) {
        answers.accept(frame);
    }

    Tally tally() {
        return new Tally(trades, quotes, books, 0, refused);
    }

    /** Sets what XChange keeps to itself and sets in {@code connect}. */
    static void set(Class<?> type, Object object, String name, Object value) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            field.set(object, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the XChange that this was written for: " + e, e);
        }
    }

    /** Reads what XChange keeps to itself. */
    static Object get(Class<?> type, Object object, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the XChange that this was written for: " + e, e);
        }
    }
}
