/**
 * From the log to indicators: the engine, and what an indicator has to say and to do.
 *
 * <p>Nothing in this package knows a clock, a thread or a store; {@code stream} feeds it and {@code store} keeps what it
 * finds. A new indicator is one class with {@code @AutoService(Indicator.class)} in the folder of its family, and one test.
 */
package io.basiswatch.indicator;
