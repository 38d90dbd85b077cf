/** What is traded where, and whether anything is heard of it. */
package io.basiswatch.gateway.markets;
