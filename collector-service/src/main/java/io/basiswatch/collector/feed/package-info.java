/** What all venues share: the frame, the decoder, the connection and its life, silence and gaps. */
package io.basiswatch.collector.feed;
