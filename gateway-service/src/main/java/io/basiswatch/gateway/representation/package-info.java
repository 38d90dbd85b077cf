/** In which form an answer is given: media types, compression, tags of answers, and for how long they may be kept. */
package io.basiswatch.gateway.representation;
