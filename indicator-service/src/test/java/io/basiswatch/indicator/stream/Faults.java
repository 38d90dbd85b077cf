package io.basiswatch.indicator.stream;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Ends the life of a service before or after any one of its steps of input and output: from then on nothing that it does reaches
 * anything, and a transaction that is open is never committed.
 */
final class Faults {
    private static final Set<String> OF_KAFKA = Set.of("poll", "commitSync", "committed", "partitionsFor");
    private static final Set<String> OF_REDIS = Set.of("send", "batch");

    private final long last;
    private long steps;
    private String place = "";

    /** The process is gone. Nobody catches this. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String place) {
            super(place, null, false, false);
        }
    }

    /** One step of input or output. */
    @FunctionalInterface
    private interface Step {
        Object run() throws Throwable;
    }

    private Faults(long last) {
        this.last = last;
    }

    static Faults none() {
        return new Faults(Long.MAX_VALUE);
    }

    /** Kills when so many half steps have been made: one before each step, one after it. */
    static Faults after(long halfSteps) {
        return new Faults(halfSteps);
    }

    /** How many half steps were made. */
    synchronized long steps() {
        return steps;
    }

    /** Where it was killed. */
    synchronized String place() {
        return place;
    }

    private synchronized boolean isDead() {
        return steps > last;
    }

    /** Some of the steps are those of another thread. */
    private synchronized void pass(String where) {
        if (!isDead()) {
            steps++;
            place = where;
        }
        if (isDead()) {
            throw new Killed(place);
        }
    }

    private Object step(String name, Step step) throws Throwable {
        pass("before " + name);
        Object result = step.run();
        pass("after " + name);
        return result;
    }

    Redis watch(Redis redis) {
        return proxy(Redis.class, (proxy, method, arguments) -> {
            if (!OF_REDIS.contains(method.getName())) {
                return call(redis, method, arguments);
            }
            return step("redis " + method.getName(), () -> {
                Future<?> answer = (Future<?>) call(redis, method, arguments);
                // What was sent before the end is carried out, whether anybody hears of it or not.
                answer.toCompletionStage()
                        .toCompletableFuture()
                        .handle((done, failure) -> done)
                        .join();
                return answer;
            });
        });
    }

    @SuppressWarnings("unchecked")
    Consumer<byte[], byte[]> watch(Consumer<byte[], byte[]> consumer) {
        return proxy(
                Consumer.class,
                (proxy, method, arguments) -> OF_KAFKA.contains(method.getName())
                        ? step("kafka " + method.getName(), () -> call(consumer, method, arguments))
                        : call(consumer, method, arguments));
    }

    DataSource watch(DataSource database) {
        return proxy(
                DataSource.class,
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? watch((Connection) step("postgresql connect", () -> call(database, method, arguments)))
                        : call(database, method, arguments));
    }

    private Connection watch(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (isDead()) {
                return end(connection, name);
            }
            if (name.equals("commit")) {
                return step("postgresql commit", () -> call(connection, method, arguments));
            }
            Object result = call(connection, method, arguments);
            return result instanceof Statement statement ? watch(statement, method.getReturnType()) : result;
        });
    }

    /** A dead process closes nothing orderly: its connection breaks. */
    private Object end(Connection connection, String method) throws SQLException {
        if (method.equals("close")) {
            connection.abort(Runnable::run);
            return null;
        }
        throw new Killed(place);
    }

    private Object watch(Statement statement, Class<?> type) {
        return proxy(
                type,
                (proxy, method, arguments) -> method.getName().startsWith("execute")
                        ? step("postgresql " + method.getName(), () -> call(statement, method, arguments))
                        : call(statement, method, arguments));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<?> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
