/** What every request and every answer gets, whatever it asks for: an id, a log line, security headers, CORS. */
package io.basiswatch.gateway.edge;
