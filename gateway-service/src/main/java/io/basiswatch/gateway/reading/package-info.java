/** One value as a part of an answer about more than one: short, with its age, its venues and where its receipt is. */
package io.basiswatch.gateway.reading;
