/** {@code replay}: the services' decoders and engine over captures, without services and without a network. */
package io.basiswatch.local.replay;
