package io.basiswatch.indicator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.basiswatch.indicator.CandleBuilder;
import io.basiswatch.indicator.Indicators;
import io.basiswatch.indicator.Market;
import io.basiswatch.indicator.RandomLog;
import io.basiswatch.indicator.store.IndicatorWriter;
import io.basiswatch.indicator.store.RedisServers;
import io.basiswatch.model.EventBatch;
import io.basiswatch.model.MarketEvent;
import io.basiswatch.model.Resolution;
import io.basiswatch.model.series.SeriesKeys;
import io.basiswatch.model.wire.EventCodec;
import io.basiswatch.model.wire.ValueJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader with a real Kafka, a real Redis and a real PostgreSQL; a kill is a reader that is dropped without a word. */
class LogReaderTest {
    private static EmbeddedKafkaBroker kafka;
    private static EmbeddedPostgres postgres;
    private static RedisServers.Running server;
    private static Vertx vertx;
    private static Redis redis;

    @BeforeAll
    static void startServers() throws Exception {
        kafka = new EmbeddedKafkaBroker()
                .withKafkaPort(RedisServers.freePort())
                .withControllerPort(RedisServers.freePort())
                .withAdditionalProperties(properties -> properties.put("group.initial.rebalance.delay.ms", "0"));
        kafka.start();
        postgres = EmbeddedPostgres.start();
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .locations("db/indicator")
                .load()
                .migrate();
        server = RedisServers.plain();
        vertx = Vertx.vertx();
        redis = Redis.createClient(
                vertx, new RedisOptions().setConnectionString(server.url()).setMaxWaitingHandlers(200_000));
    }

    @AfterAll
    static void stopServers() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
        postgres.close();
        kafka.close();
    }

    private static Map<String, Object> config() {
        return Map.of("bootstrap.servers", kafka.getAdvertisedListeners());
    }

    private static Map<String, Object> consumerConfig(String group) {
        Map<String, Object> config = new HashMap<>(config());
        config.put("group.id", group);
        config.put("enable.auto.commit", "false");
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    /** One life of the service: reads rounds until it is told to stop, then vanishes with whatever it has not written. */
    private static void live(String topic, String group, long untilOffset) {
        IndicatorWriter writer = new IndicatorWriter(redis, postgres.getPostgresDatabase());
        writer.prepare(Indicators.definitions());
        Map<String, Object> config = consumerConfig(group);
        config.put("max.poll.records", "40");
        try (writer;
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaOut out = new KafkaOut(config())) {
            LogReader reader = new LogReader(
                    consumer,
                    topic,
                    Indicators.all(),
                    writer,
                    Runnable::run,
                    out,
                    new StopMeters(new SimpleMeterRegistry()));
            reader.subscribe();
            TopicPartition partition = new TopicPartition(topic, 0);
            while (!consumer.assignment().contains(partition) || consumer.position(partition) < untilOffset) {
                reader.round();
            }
        }
    }

    /** Appends events in batches; returns the offset behind them. */
    private static long append(String topic, List<MarketEvent> events, boolean withPoison) throws Exception {
        Random random = new Random(1);
        long end = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(30));
                byte[] record = EventCodec.encode(new EventBatch("BTC", "c", events.subList(from, to)));
                end = producer.send(new ProducerRecord<>(topic, 0, "BTC".getBytes(), record))
                        .get()
                        .offset();
                from = to;
                if (withPoison && from > events.size() / 2) {
                    withPoison = false;
                    producer.send(new ProducerRecord<>(topic, 0, "BTC".getBytes(), "no batch".getBytes()))
                            .get();
                }
            }
        }
        return end + 1;
    }

    private static List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select receipt from value_receipt order by series, resolution, time, derived_from,"
                                + " revision")) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private static List<String> updates() {
        Response entries =
                send(Request.cmd(Command.XRANGE).arg("updates").arg("-").arg("+"));
        return entries.stream().map(entry -> entry.get(1).get(5).toString()).toList();
    }

    private static Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private static void forgetEverything() throws Exception {
        send(Request.cmd(Command.FLUSHALL));
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate indicator_value, indicator_receipt, indicator_series, indicator_history,"
                    + " indicator_simulated, candle");
        }
    }

    /** A log of seven minutes from here on closes an hour and a day between its second kill and its third. */
    private static final long BEFORE_MIDNIGHT = Market.START + Resolution.DAY.micros() - 240_000_000;

    @Test
    void leavesTheSameValuesWhetherItIsKilledOnTheWayOrNot() throws Exception {
        // Given a log of seven minutes with candles among the rest, and a record that nobody can read
        Topics.ensure(config(), 1, List.of("market.killed", KafkaOut.UPDATES), KafkaOut.DEAD_LETTERS);
        List<MarketEvent> log = withCandles(RandomLog.events(21, BEFORE_MIDNIGHT, 420));
        long end = append("market.killed", log, true);
        live("market.killed", "whole", end);
        List<String> rows = rows();
        List<String> updates = updates();
        assertThat(rows).hasSizeGreaterThan(150).anyMatch(row -> row.contains("candle"));
        assertThat(rows).anyMatch(row -> row.contains("\"1h\"")).anyMatch(row -> row.contains(" of 1440 minutes"));
        forgetEverything();

        // When it is read by a service that is killed three times on the way
        for (int quarter = 1; quarter <= 4; quarter++) {
            live("market.killed", "killed", end * quarter / 4);
        }

        // Then rows and live updates are the same, to the last character and in the same order
        assertThat(difference(rows, rows())).as("rows").isEmpty();
        assertThat(difference(updates, updates())).as("updates").isEmpty();
        assertThat(updates).allSatisfy(json -> assertThat(ValueJson.read(json)).isNotNull());

        // And of each market it is told when it was last heard of, no longer ago than news are told
        Response markets = send(Request.cmd(Command.HGETALL).arg(SeriesKeys.markets("BTC")));
        long last = log.stream().mapToLong(MarketEvent::receivedTime).max().orElseThrow() / 1_000;
        assertThat(markets.get(SeriesKeys.AT).toLong()).isBetween(last - 10_000, last);
        assertThat(markets.get("binance-usdm:BTC-USDT-PERP").toString())
                .contains("\"newest\":{\"quote\":", "\"trade\":");

        // And the record that nobody can read is put aside as it came
        ConsumerRecord<byte[], byte[]> letter = deadLetter();
        assertThat(new String(letter.value())).isEqualTo("no batch");
        assertThat(new String(letter.headers().lastHeader("source-partition").value()))
                .isEqualTo("0");
        assertThat(letter.headers().lastHeader("reason").value()).isNotEmpty();
    }

    /** The first place where two lists differ, short enough to be read; empty where they do not. */
    private static List<String> difference(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String seen = i < found.size() ? found.get(i) : "the end";
            if (!wanted.equals(seen)) {
                return List.of(wanted, seen);
            }
        }
        return List.of();
    }

    /** A log into which forty days are imported, newest first, while it is written, each of them corrected later. */
    private static List<MarketEvent> withCandles(List<MarketEvent> log) {
        List<MarketEvent> mixed = new ArrayList<>(log);
        for (int day = 0; day < 80; day++) {
            int at = log.size() / 150 * (day + 20);
            for (String market : List.of("binance-usdm:BTC-USDT-PERP", "binance-spot:BTC-USDT")) {
                mixed.add(
                        at,
                        CandleBuilder.of(market)
                                .open(Market.START - (1 + day % 40) * Resolution.DAY.micros())
                                .received(log.get(at - 1).receivedTime())
                                .traded(1_000, day)
                                .close(100 + day)
                                .build());
            }
        }
        return mixed;
    }

    private static ConsumerRecord<byte[], byte[]> deadLetter() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                consumerConfig("letters"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(KafkaOut.DEAD_LETTERS, 0)));
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
                    return record;
                }
            }
        }
    }
}
