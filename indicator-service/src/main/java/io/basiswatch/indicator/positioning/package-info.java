/** On which side traders stand: how many of them are long, as venues count accounts and positions; not what takers trade. */
package io.basiswatch.indicator.positioning;
