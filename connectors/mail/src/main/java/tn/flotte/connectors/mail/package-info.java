/** Reads the mailbox where declarations arrive, takes hostile mails apart, and answers. */
@NullMarked
package tn.flotte.connectors.mail;

import org.jspecify.annotations.NullMarked;
