/**
 * The demonstration and its check: every part in a process of its own, driven and judged from
 * outside.
 */
@NullMarked
package tn.flotte.demo;

import org.jspecify.annotations.NullMarked;
