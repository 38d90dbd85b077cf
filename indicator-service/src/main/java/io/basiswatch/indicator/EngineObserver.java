package io.basiswatch.indicator;

/** Told what the engine does, so that somebody with a clock can measure it. It must not touch the engine. */
public interface EngineObserver {
    /** Nobody listens. */
    EngineObserver NONE = new EngineObserver() {};

    /** The events of an instant are about to go to the states. */
    default void updating() {}

    /** {@code events} have gone to the states. */
    default void updated(int events) {}
}
