/**
 * Advice before a sweep: where a pair of parents will begin to think, and which method to try
 * first, from the weights alone and what earlier runs showed.
 */
package org.alphagrid.report.recommend;
