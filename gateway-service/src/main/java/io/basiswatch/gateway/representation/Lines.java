package io.basiswatch.gateway.representation;

import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A body that is made while it is sent, so that it needs no more memory than one piece of it.
 *
 * @param next the next piece; empty after the last. Asked for only when the piece before has been taken by the connection
 */
public record Lines(Supplier<Uni<Optional<byte[]>>> next) {
    /** Each piece passes through {@code coding}, which may hold some of it back; at the end it gets an empty one. */
    Lines through(Function<Optional<byte[]>, byte[]> coding) {
        return new Lines(new Supplier<>() {
            private boolean ended;

            @Override
            public Uni<Optional<byte[]>> get() {
                if (ended) {
                    return Uni.createFrom().item(Optional.empty());
                }
                return next.get().map(piece -> {
                    ended = piece.isEmpty();
                    return Optional.of(coding.apply(piece));
                });
            }
        });
    }

    /** Of a body that is there already, in pieces of {@code size} bytes. */
    static Lines of(byte[] body, int size) {
        return new Lines(new Supplier<>() {
            private int at;

            @Override
            public Uni<Optional<byte[]>> get() {
                int end = Math.min(body.length, at + size);
                Optional<byte[]> piece = at == end ? Optional.empty() : Optional.of(Arrays.copyOfRange(body, at, end));
                at = end;
                return Uni.createFrom().item(piece);
            }
        });
    }
}
