/** The one error format: application/problem+json (RFC 9457) for every answer that is no success. */
package io.basiswatch.gateway.problem;
