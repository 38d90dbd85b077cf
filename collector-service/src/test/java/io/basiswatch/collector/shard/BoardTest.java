package io.basiswatch.collector.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basiswatch.model.FeedGap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static List<ShardName> shards(String... names) {
        return Stream.of(names).map(ShardName::parse).toList();
    }

    private static Board board(List<BoardRecord> records) {
        Board board = new Board();
        for (int i = 0; i < records.size(); i++) {
            board.read(i, records.get(i));
        }
        return board;
    }

    private static BoardRecord.Feed feed(String shard, int seat) {
        return new BoardRecord.Feed(ShardName.parse(shard), Optional.of(seat));
    }

    @Test
    void namesSayVenueSliceAndReplica() {
        for (String name : List.of("binance-usdm", "binance-usdm/1of4", "binance-usdm+2", "okx/2of3+2")) {
            assertThat(ShardName.parse(name)).hasToString(name);
        }
        assertThat(ShardName.parse("okx/2of3+2")).isEqualTo(new ShardName("okx", 1, 3, 2));
        for (String none : List.of("", "okx/3of2", "okx/0of2", "okx+0", "OKX", "okx/1", "okx feed")) {
            assertThatThrownBy(() -> ShardName.parse(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyConfiguredShardGetsTheLowestFreeSeatAndKeepsIt() {
        // Given
        List<BoardRecord> said = new ArrayList<>(Registrar.missing(shards("okx", "bybit"), board(List.of()), 9));
        assertThat(said).containsExactly(feed("bybit", 1), feed("okx", 2));

        // When: one is not configured any more, and two are new
        said.addAll(Registrar.missing(shards("okx", "deribit", "kraken-spot"), board(said), 9));

        // Then
        assertThat(board(said).seats())
                .isEqualTo(Map.of(1, ShardName.of("deribit"), 2, ShardName.of("okx"), 3, ShardName.of("kraken-spot")));
        assertThat(Registrar.missing(shards("okx", "deribit", "kraken-spot"), board(said), 9))
                .isEmpty();
    }

    @Test
    void whereThereAreTooFewSeatsTheRestWaits() {
        assertThat(Registrar.missing(shards("okx", "bybit"), board(List.of()), 2))
                .containsExactly(feed("bybit", 1));
    }

    @Test
    void twoRegistrarsAtOnceDoNoHarm() {
        // Given: each has given seat 1 to another one
        List<BoardRecord> said = new ArrayList<>(List.of(feed("okx", 1), feed("bybit", 1)));
        assertThat(board(said).seats()).isEqualTo(Map.of(1, ShardName.of("okx")));

        // When
        said.addAll(Registrar.missing(shards("okx", "bybit"), board(said), 3));

        // Then
        assertThat(board(said).seats()).isEqualTo(Map.of(1, ShardName.of("okx"), 2, ShardName.of("bybit")));
    }

    @Test
    void whatIsReadIsWhatWasWrittenAndTheRestIsPassedOver() {
        List<BoardRecord> said = List.of(
                feed("okx/1of2", 3),
                new BoardRecord.Feed(ShardName.of("okx"), Optional.empty()),
                new BoardRecord.Claim(ShardName.of("okx"), "collector-0"),
                new BoardRecord.State(
                        ShardName.of("okx"),
                        new Standing(
                                "collector-0",
                                17,
                                Standing.Phase.LEFT,
                                1_700_000_000_000_001L,
                                new Standing.Tail(
                                        Map.of(Room.BTC, Set.of(FeedGap.Scope.DEPTH)), Map.of("x trades", "9"), 7))));
        assertThat(said)
                .allSatisfy(record -> assertThat(BoardRecord.parse(record.key(), record.value()))
                        .contains(record));
        for (String strange : List.of("", "feed", "feed ", "news okx", "claim okx", "state okx")) {
            for (Optional<String> value : List.of(Optional.of("{}"), Optional.of("]"), Optional.<String>empty())) {
                assertThat(BoardRecord.parse(strange, value))
                        .as(strange + value)
                        .isEmpty();
            }
        }
    }

    @Test
    void whatFollowsFromTheBoardIsTheSameAfterCompaction() {
        // Given
        List<BoardRecord> said = new ArrayList<>();
        said.add(feed("okx", 1));
        said.add(feed("bybit", 1));
        said.add(new BoardRecord.Claim(ShardName.of("okx"), "one"));
        said.add(new BoardRecord.Feed(ShardName.of("okx"), Optional.empty()));
        said.add(feed("okx", 2));
        said.add(new BoardRecord.Claim(ShardName.of("okx"), "two"));

        // When
        Map<String, Integer> newest = new LinkedHashMap<>();
        for (int i = 0; i < said.size(); i++) {
            newest.put(said.get(i).key(), i);
        }
        Board compacted = new Board();
        newest.values().stream().sorted().forEach(place -> compacted.read(place, said.get(place)));

        // Then
        Board whole = board(said);
        assertThat(compacted.seats()).isEqualTo(whole.seats()).hasSize(2);
        assertThat(compacted.claim(ShardName.of("okx"))).isEqualTo(whole.claim(ShardName.of("okx")));
    }
}
