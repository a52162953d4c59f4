/**
 * Compares checkpoints before anything is made of them: what they are, by their files, and how far
 * apart their weights lie. Only looks and counts; what to make of it is the caller's business.
 */
package org.alphagrid.inspect;
