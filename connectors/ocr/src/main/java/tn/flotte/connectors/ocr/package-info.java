/**
 * Reads scanned papers into typed pieces with fields, confidences and verdicts, and never claims to
 * be sure when it is not.
 */
@NullMarked
package tn.flotte.connectors.ocr;

import org.jspecify.annotations.NullMarked;
