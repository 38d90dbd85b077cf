package io.basiswatch.local.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.collector.capture.CaptureReader;
import io.basiswatch.collector.capture.CapturedLine;
import io.basiswatch.collector.feed.Decoder;
import io.basiswatch.collector.feed.Frame;
import io.basiswatch.collector.feed.FrameException;
import io.basiswatch.collector.feed.Outcome;
import io.basiswatch.collector.feed.VenueFeeds;
import io.basiswatch.local.Captures;
import io.basiswatch.local.capture.CaptureFile;
import io.basiswatch.local.venue.Numbers.IdKind;
import io.basiswatch.model.InstrumentListed;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Origin;
import io.basiswatch.model.Venue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures of OKX, Bybit and Deribit, played at another time. */
class DerivativesProtocolsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final long HOUR = 3_600_000_000L;
    private static final Map<IdKind, Long> SPANS = Map.of(IdKind.BOOK, 100L, IdKind.TRADE, 100L, IdKind.SEQUENCE, 100L);

    private static Protocol protocol(String venue) {
        return Protocols.of(Venue.of(venue)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String second(String venue, String frame) {
        return ProtocolFrames.rewritten(protocol(venue), frame, ProtocolFrames.pass(HOUR, 1, SPANS));
    }

    @Test
    void movesTheTimesAndNumbersOfOkxButNotTheSignOfNothing() {
        // Given
        String book =
                "{\"arg\":{\"channel\":\"books\",\"instId\":\"BTC-USDT\"},\"action\":\"snapshot\",\"data\":[{\"asks\":"
                        + "[[\"101\",\"4\",\"0\",\"1\"]],\"bids\":[],\"ts\":\"1723161254000\",\"checksum\":0,\"seqId\":7,\"prevSeqId\":-1}]}";
        // Then
        assertThat(protocol("okx").streams(bytes(book))).containsExactly("books:BTC-USDT");
        assertThat(second("okx", book))
                .isEqualTo(book.replace("1723161254000", "1723164854000").replace("\"seqId\":7", "\"seqId\":107"));
        assertThat(protocol("okx")
                        .streams(bytes("{\"event\":\"subscribe\",\"arg\":{\"channel\":\"books\",\"instId\":\"B\"}}")))
                .isEmpty();
    }

    @Test
    void tellsTheMarketsOfBybitApartByTheOrderOfFieldsAndBySymbol() {
        // Given
        Protocol bybit = protocol("bybit");
        String tail = ",\"data\":[{\"T\":1723161254000,\"s\":\"BTCUSDT\",\"i\":\"4b08-x\",\"seq\":5}]}";
        String spot = "{\"topic\":\"publicTrade.BTCUSDT\",\"ts\":1723161254000,\"type\":\"snapshot\"" + tail;
        String linear = "{\"topic\":\"publicTrade.BTCUSDT\",\"type\":\"snapshot\",\"ts\":1723161254000" + tail;
        // Then
        assertThat(bybit.streams(bytes(spot))).containsExactly("spot:publicTrade.BTCUSDT");
        assertThat(bybit.streams(bytes(linear))).containsExactly("linear:publicTrade.BTCUSDT");
        assertThat(bybit.streams(bytes(linear.replace("BTCUSDT", "BTCUSDZ26"))))
                .containsExactly("inverse:publicTrade.BTCUSDZ26");
        assertThat(second("bybit", linear))
                .isEqualTo(linear.replace("1723161254000", "1723164854000").replace("\"seq\":5", "\"seq\":105"));
    }

    @Test
    void playsRawChannelsOfDeribitAsTheOnesThatEverybodyMayHave() {
        // Given
        String change =
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book.BTC-PERPETUAL.raw\","
                        + "\"data\":{\"type\":\"change\",\"timestamp\":1723161254000,\"prev_change_id\":6,\"instrument_name\":"
                        + "\"BTC-PERPETUAL\",\"change_id\":7,\"bids\":[],\"asks\":[]}}}";
        // Then
        assertThat(protocol("deribit").streams(bytes(change))).containsExactly("book.BTC-PERPETUAL.100ms");
        assertThat(second("deribit", change))
                .isEqualTo(change.replace(".raw", ".100ms")
                        .replace("1723161254000", "1723164854000")
                        .replace("_id\":6", "_id\":106")
                        .replace("_id\":7", "_id\":107"));
    }

    @ParameterizedTest
    @CsvSource({
        "okx, cryptofeed-2022-05-13.ndjson.gz, /api/v5/public/instruments, instType=SPOT|instType=SWAP|instType=FUTURES, wss://ws.okx.com:8443/ws/v5/public",
        "bybit, cryptofeed-2026-08-09-sol-doge.ndjson.gz, /v5/market/instruments-info, category=linear,"
                + " wss://stream.bybit.com/v5/public/linear",
        "deribit, cryptofeed-2021-07-22.ndjson.gz, /api/v2/public/get_instruments, kind=future,"
                + " wss://www.deribit.com/ws/api/v2"
    })
    void whatIsPlayedAtAnotherTimeCanBeRead(String venue, String file, String path, String query, String socket)
            throws IOException {
        // Given
        Path capture = Captures.HOME.resolve("../shared/data").resolve(venue).resolve(file);
        if (!Files.isReadable(capture)) {
            System.out.println("NOT RUN, the data are not beside the project: " + capture);
            Assumptions.abort("no " + capture);
        }
        Protocol protocol = protocol(venue);
        Survey survey = Survey.of(List.of(new CaptureFile(Venue.of(venue), capture)), protocol);
        long wall = NOW.getEpochSecond() * 1_000_000;
        Loop loop = Loop.first(survey.start(), survey.end(), wall, 1, survey.idSpans())
                .next();
        Decoder decoder = VenueFeeds.of(Venue.of(venue)).orElseThrow().decoder(asset -> true);
        List<MarketEvent> events = new ArrayList<>();
        // When
        long received = loop.wall(survey.end()) + HOUR;
        for (String one : query.split("\\|")) {
            byte[] listed = protocol.answer(path, one, survey, loop, NOW).orElseThrow();
            decoder.decode(frame(Frame.Source.REST, path + '?' + one, listed, received), events::add);
        }
        List<String> unread = new ArrayList<>();
        try (CaptureReader lines = CaptureReader.open(capture)) {
            while (lines.hasNext()) {
                if (lines.next() instanceof CapturedLine.Received(Frame frame)
                        && frame.source() == Frame.Source.WEBSOCKET) {
                    byte[] played = JsonEdit.apply(frame.payload(), protocol.rule(loop));
                    read(decoder, frame(Frame.Source.WEBSOCKET, socket, played, received), events, unread);
                }
            }
        }
        // Then
        assertThat(unread).isEmpty();
        if (!venue.equals("deribit")) {
            // That capture is of options, which nobody follows.
            assertThat(events).hasAtLeastOneElementOfType(InstrumentListed.class);
            assertThat(events).hasSizeGreaterThan(50);
        }
    }

    private static void read(Decoder decoder, Frame frame, List<MarketEvent> events, List<String> unread) {
        try {
            if (decoder.decode(frame, events::add) == Outcome.UNKNOWN) {
                unread.add(new String(frame.payload(), StandardCharsets.UTF_8));
            }
        } catch (FrameException e) {
            unread.add(e.getMessage() + " in " + new String(frame.payload(), StandardCharsets.UTF_8));
        }
    }

    private static Frame frame(Frame.Source source, String address, byte[] payload, long received) {
        return new Frame(source, "test", address, payload, received, Origin.REPLAY);
    }
}
