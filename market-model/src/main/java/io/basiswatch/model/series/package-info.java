/** Where series live in Redis and how packed blocks are laid out: pure functions that writer and reader share. */
package io.basiswatch.model.series;
