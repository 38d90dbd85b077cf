/** How the tables of the indicator service are asked, which the gateway only reads. */
package io.basiswatch.gateway.table;
