/** A validating JSON scanner over bytes that makes no garbage: what decoders read frames with. */
package io.basiswatch.collector.json;
