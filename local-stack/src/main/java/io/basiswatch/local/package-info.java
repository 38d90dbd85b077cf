/** Basiswatch on one machine: the commands of the {@code basiswatch} script. */
package io.basiswatch.local;
