/**
 * The collector under fire: runs of it against simulated venues with faults, and what came out held against what was said.
 */
package io.basiswatch.local.trial;
