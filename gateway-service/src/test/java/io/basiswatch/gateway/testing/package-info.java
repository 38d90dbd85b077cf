/** Real servers and real values for the tests of the gateway. */
package io.basiswatch.gateway.testing;
