/** The page at {@code /}, the documentation at {@code /docs}, and the list of everything that needs no key. */
package io.basiswatch.gateway.page;
