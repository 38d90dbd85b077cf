/** How the contract is written: events in protocol-buffer wire form for the log, values and definitions as JSON. */
package io.basiswatch.model.wire;
