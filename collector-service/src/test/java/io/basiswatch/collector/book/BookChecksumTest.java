package io.basiswatch.collector.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.basiswatch.model.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class BookChecksumTest {
    private static final long NO = Stamp.NO_SEQUENCE;

    @Test
    void isTheOneOfKrakensOwnExample() {
        // Given: the example of Kraken's page on the book checksum
        BookUpdate snapshot = new BookUpdate().snapshot(0, NO);
        for (int step = 0; step < 10; step++) {
            ask(snapshot, "0.0" + (5005 + 5 * step), "0.00000500");
            int gap = step < 3 ? 0 : 5;
            bid(snapshot, "0.0" + String.format("%04d", 5000 - 5 * step - gap), "0.00000500");
        }
        OrderBook book = new OrderBook(Reach.window(10), true);

        // When
        book.replace(snapshot.checksum(974_947_235L));

        // Then
        assertThat(Integer.toUnsignedLong(BookChecksum.digitsOfTopTen().of(book)))
                .isEqualTo(974_947_235L);
        assertThat(BookChecksum.digitsOfTopTen().matches(snapshot, book)).isTrue();
    }

    @Test
    void isTheOneOfKrakensExampleForTheSecondProtocol() {
        // Given: the example of Kraken's page on the book checksum of WebSocket v2
        String[][] bids = {
            {"45283.5", "0.10000000"}, {"45283.4", "1.54582015"}, {"45282.1", "0.10000000"}, {"45281.0", "0.10000000"},
            {"45280.3", "1.54592586"}, {"45279.0", "0.07990000"}, {"45277.6", "0.03310103"}, {"45277.5", "0.30000000"},
            {"45277.3", "1.54602737"}, {"45276.6", "0.15445238"}
        };
        String[][] asks = {
            {"45285.2", "0.00100000"}, {"45286.4", "1.54571953"}, {"45286.6", "1.54571109"}, {"45289.6", "1.54560911"},
            {"45290.2", "0.15890660"}, {"45291.8", "1.54553491"}, {"45294.7", "0.04454749"}, {"45296.1", "0.35380000"},
            {"45297.5", "0.09945542"}, {"45299.5", "0.18772827"}
        };
        BookUpdate snapshot = new BookUpdate().snapshot(0, NO).checksum(3_310_070_434L);
        for (int level = 0; level < 10; level++) {
            bid(snapshot, bids[level][0], bids[level][1]);
            ask(snapshot, asks[level][0], asks[level][1]);
        }
        BookAssembler assembler =
                new BookAssembler(SyncRule.UNNUMBERED, Reach.window(10), BookChecksum.digitsOfTopTen());

        // When, Then
        assertThat(assembler.accept(snapshot)).isEqualTo(Effect.SYNCHRONISED);
        assertThat(assembler.accept(snapshot.checksum(3_310_070_435L))).isEqualTo(Effect.BROKEN);
    }

    @Test
    void alternatesBidsAndAsksAndGoesOnWithTheLongerSide() {
        // Given
        BookUpdate snapshot = new BookUpdate().snapshot(0, NO);
        bid(snapshot, "3366.1", "7");
        ask(snapshot, "3366.8", "9.50");
        ask(snapshot, "3368", "0.8");
        ask(snapshot, "3372", "0.00000008");
        OrderBook book = new OrderBook(Reach.window(400), true);

        // When
        book.replace(snapshot);

        // Then
        int expected = crc("3366.1:7:3366.8:9.50:3368:0.8:3372:0.00000008");
        assertThat(BookChecksum.alternatingTop25().of(book)).isEqualTo(expected);
    }

    @Test
    void saysNothingWhereTheVenueSendsZeroOrNothing() {
        // Given
        OrderBook book = new OrderBook(Reach.WHOLE, true);
        BookUpdate update = new BookUpdate().snapshot(0, NO);
        bid(update, "1", "1");
        book.replace(update);

        // When, Then
        assertThat(BookChecksum.alternatingTop25().matches(update, book)).isTrue();
        assertThat(BookChecksum.alternatingTop25().matches(update.checksum(0), book))
                .isTrue();
        assertThat(BookChecksum.digitsOfTopTen().matches(update.checksum(0), book))
                .isFalse();
        assertThat(BookChecksum.none().matches(update.checksum(5), book)).isTrue();
    }

    @Test
    void needsTheTextAsPrinted() {
        // Given
        BookAssembler assembler =
                new BookAssembler(SyncRule.UNNUMBERED, Reach.window(10), BookChecksum.digitsOfTopTen());
        BookUpdate unprinted = new BookUpdate().snapshot(0, NO).bid(1, 1).checksum(1);

        // When, Then
        assertThatIllegalStateException()
                .isThrownBy(() -> assembler.accept(unprinted))
                .withMessageContaining("as printed");
    }

    @Test
    void findsOneCorruptLevelAmongTheBestTen() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int round = 0; round < 200; round++) {
            // Given
            BookAssembler assembler =
                    new BookAssembler(SyncRule.UNNUMBERED, Reach.window(25), BookChecksum.digitsOfTopTen());
            OrderBook truth = new OrderBook(Reach.window(25), true);
            BookUpdate snapshot = randomSnapshot(random);
            truth.replace(snapshot);
            assertThat(assembler.accept(snapshot.checksum(checksum(truth)))).isEqualTo(Effect.SYNCHRONISED);

            // When: one quantity of a change arrives damaged
            int rank = random.nextInt(10);
            String price = PrintedNumber.text(truth.bids().printedPrice(rank));
            BookUpdate sent = change();
            bid(sent, price, "1.00000001");
            truth.apply(sent);
            BookUpdate damaged = change();
            bid(damaged, price, "1.00000010");
            Effect effect = assembler.accept(damaged.checksum(checksum(truth)));

            // Then
            assertThat(effect).isEqualTo(Effect.BROKEN);
            assertThat(assembler.book()).isEmpty();
            assertThat(((BookState.Broken) assembler.state()).reason()).contains("checksum");
        }
    }

    @Test
    void findsALevelThatShouldHaveFallenOutOfTheWindow() {
        // Given: 10 levels subscribed, an 11th is pushed out and must not come back
        BookAssembler assembler =
                new BookAssembler(SyncRule.UNNUMBERED, Reach.window(10), BookChecksum.digitsOfTopTen());
        OrderBook untrimmed = new OrderBook(Reach.WHOLE, true);
        BookUpdate snapshot = new BookUpdate().snapshot(0, NO);
        for (int price = 90; price < 100; price++) {
            bid(snapshot, price + ".0", "1.0");
        }
        untrimmed.replace(snapshot);
        assembler.accept(snapshot.checksum(checksum(untrimmed)));

        // When
        BookUpdate better = change();
        bid(better, "100.0", "1.0");
        untrimmed.apply(better);
        assembler.accept(better.checksum(checksum(untrimmed)));
        BookUpdate gone = change();
        bid(gone, "100.0", "0.0");
        untrimmed.apply(gone);
        Effect effect = assembler.accept(gone.checksum(checksum(untrimmed)));

        // Then: the venue's window has 9 levels left until it tells of the next one
        assertThat(effect).isEqualTo(Effect.BROKEN);
    }

    private static BookUpdate randomSnapshot(RandomGenerator random) {
        BookUpdate snapshot = new BookUpdate().snapshot(0, NO);
        for (int level = 1; level <= 25; level++) {
            bid(snapshot, (50_000 - level * 3L) + "." + random.nextInt(10), "0." + random.nextInt(10_000, 99_999));
            ask(snapshot, (50_000 + level * 3L) + "." + random.nextInt(10), "0." + random.nextInt(10_000, 99_999));
        }
        return snapshot;
    }

    /** The same checksum in the plainest words, from the text of the levels. */
    private static long checksum(OrderBook book) {
        StringBuilder text = new StringBuilder();
        for (BookSide side : List.of(book.asks(), book.bids())) {
            for (int rank = 0; rank < Math.min(10, side.size()); rank++) {
                text.append(stripped(side.printedPrice(rank))).append(stripped(side.printedQuantity(rank)));
            }
        }
        return Integer.toUnsignedLong(crc(text.toString()));
    }

    private static String stripped(long printed) {
        return PrintedNumber.text(printed).replace(".", "").replaceFirst("^0+", "");
    }

    private static int crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return (int) crc.getValue();
    }

    private static BookUpdate change() {
        return new BookUpdate().delta(1, NO, NO, NO);
    }

    private static void bid(BookUpdate update, String price, String quantity) {
        update.printedBid(PrintedNumber.of(price), PrintedNumber.of(quantity), Double.parseDouble(quantity));
    }

    private static void ask(BookUpdate update, String price, String quantity) {
        update.printedAsk(PrintedNumber.of(price), PrintedNumber.of(quantity), Double.parseDouble(quantity));
    }
}
