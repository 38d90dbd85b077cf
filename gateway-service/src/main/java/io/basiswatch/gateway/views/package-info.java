/**
 * Pictures of an asset that are made of several series. Which indicators belong in one, their definitions say ({@link
 * io.basiswatch.model.View}); none is known here by name.
 */
package io.basiswatch.gateway.views;
