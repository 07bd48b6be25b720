/** Keeps every document once, under the hash of its content, and never changes it. */
@NullMarked
package tn.flotte.connectors.documents;

import org.jspecify.annotations.NullMarked;
