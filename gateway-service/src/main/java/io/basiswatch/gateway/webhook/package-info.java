/** Answers in the form that existing clients of other services expect. */
package io.basiswatch.gateway.webhook;
